package io.moonconnect.problem;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** The problem types in the code are exactly the documented ones. */
class ProblemTypeTest {

    private static final Map<String, Integer> PROMISED = Map.ofEntries(
            entry("invalid-request", 400),
            entry("unauthenticated", 401),
            entry("moonpay-token-rejected", 401),
            entry("forbidden", 403),
            entry("not-found", 404),
            entry("method-not-allowed", 405),
            entry("not-acceptable", 406),
            entry("disclosure-unknown", 409),
            entry("payload-too-large", 413),
            entry("unsupported-media-type", 415),
            entry("device-address-unknown", 422),
            entry("moonpay-rejected", 422),
            entry("too-many-requests", 429),
            entry("internal", 500),
            entry("moonpay-capability-not-enabled", 501),
            entry("moonpay-unavailable", 502),
            entry("moonpay-busy", 503),
            entry("overloaded", 503),
            entry("audit-unavailable", 503),
            entry("identity-provider-unavailable", 503),
            entry("moonpay-timeout", 504));

    @Test
    void the_rows_are_those_of_the_promised_table() {
        Map<String, Integer> rows =
                Arrays.stream(ProblemType.values()).collect(Collectors.toMap(ProblemType::slug, ProblemType::status));
        assertThat(rows).isEqualTo(PROMISED);
    }

    @ParameterizedTest
    @EnumSource
    void a_row_has_a_stable_type_and_a_title(ProblemType type) {
        assertThat(type.uri()).hasToString("https://moonconnect.io/problems/" + type.slug());
        assertThat(type.slug()).isEqualTo(type.name().toLowerCase().replace('_', '-'));
        assertThat(type.title()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void only_temporary_failures_are_retryable(ProblemType type) {
        boolean passes = type.status() == 429 || type.status() > 501;
        assertThat(type.retryable()).isEqualTo(passes);
    }

    @Test
    void titles_are_unique() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::title).map(Function.identity()))
                .doesNotHaveDuplicates();
    }
}
