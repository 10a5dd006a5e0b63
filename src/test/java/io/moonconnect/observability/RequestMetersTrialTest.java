package io.moonconnect.observability;

import org.junit.jupiter.api.Test;

import io.quarkus.micrometer.runtime.binder.HttpCommonTags;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link RequestMeters} bounds tags. When both tests fail, that reason is gone. */
class RequestMetersTrialTest {

    @Test
    void a_path_without_a_template_is_a_tag_value() {
        assertThat(HttpCommonTags.uri("/customer-4711", null, 200, false).getValue())
                .as("Quarkus' tag of an unmatched path")
                .isEqualTo("/customer-4711");
    }

    @Test
    void an_invented_method_is_a_tag_value() {
        assertThat(HttpCommonTags.method("INVENTED").getValue())
                .as("Quarkus' tag of an unknown method")
                .isEqualTo("INVENTED");
    }
}
