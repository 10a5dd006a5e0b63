package io.moonconnect.config;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/** The reason for {@link DefaultValues}: a hash map of SmallRye's names compares a name with all others. */
class DefaultValuesTrialTest {

    @Test
    void names_that_differ_have_the_same_hash() {
        assertThat(Stream.of("moonpay.rate", "quarkus.http.port", "quarkus.oidc.*.auth-server-url")
                        .map(name -> new PropertyName(name).hashCode())
                        .distinct())
                .hasSize(1);
    }
}
