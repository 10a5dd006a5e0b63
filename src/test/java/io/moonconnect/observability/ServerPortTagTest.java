package io.moonconnect.observability;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Meters of servers have the same tags, whatever their ports are. {@code RestartInABrowserIT} starts a service with both. */
class ServerPortTagTest {

    private static final String METER = "http.server.bytes.read";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void filter() {
        registry.config().meterFilter(new ServerPortTag());
    }

    @Test
    void any_free_port_is_a_port_too() {
        assertThat(tags(METER, Tags.empty())).isEqualTo(Tags.of("server.port", "0"));
    }

    @Test
    void a_fixed_port_stays() {
        Tags fixed = Tags.of("server.port", "8080");

        assertThat(tags(METER, fixed)).isEqualTo(fixed);
    }

    @Test
    void meters_of_others_are_left_alone() {
        assertThat(tags("quotes", Tags.empty())).isEmpty();
    }

    private Tags tags(String meter, Tags tags) {
        return Tags.of(DistributionSummary.builder(meter)
                .tags(tags)
                .register(registry)
                .getId()
                .getTags());
    }
}
