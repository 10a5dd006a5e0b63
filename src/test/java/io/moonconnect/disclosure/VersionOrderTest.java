package io.moonconnect.disclosure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which version is the newest. */
class VersionOrderTest {

    @ParameterizedTest(name = "{0} is older than {1}")
    @CsvSource({"1,2", "9,10", "1.9,1.10", "1,1.1", "2025-12-31,2026-01-01", "1,a", "a,b", "1.2,2.0", "01,1", "-,1"})
    void goesUp(String older, String newer) {
        assertThat(VersionOrder.INSTANCE.compare(older, newer)).isNegative();
        assertThat(VersionOrder.INSTANCE.compare(newer, older)).isPositive();
    }
}
