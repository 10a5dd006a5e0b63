package io.moonconnect.moonpay.wire;

import java.time.Instant;
import java.time.OffsetDateTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WireTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T09:14:58.000Z",
                "2026-11-20T09:14:58.999Z",
                "2028-02-29T23:59:59.001Z",
                "0000-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z",
                "2026-11-20T09:14:58Z",
                "2026-11-20T09:14Z",
                "2026-11-20T09:14:58.123456789Z",
                "2026-11-20T09:14:58.000+01:00"
            })
    void a_time_is_read_as_the_formatter_of_java_reads_it(String time) {
        assertThat(WireTime.instantOrNull(time))
                .isEqualTo(OffsetDateTime.parse(time).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-02-29T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-11-20T24:00:00.000Z",
                "2026-11-20T09:60:00.000Z",
                "2026-11-20T09:14:60.000Z",
                "2026-11-20T09:14:58.00aZ",
                "2026-11-20 09:14:58.000Z",
                "\u0662026-11-20T09:14:58.000Z",
                "+999999999-12-31T23:59:59.999Z",
                ""
            })
    void anything_else_is_none(String text) {
        assertThat(WireTime.instantOrNull(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T09:14:58.007Z"})
    void milliseconds_count(String time) {
        assertThat(WireTime.instantOrNull(time)).isEqualTo(Instant.ofEpochSecond(1795166098L, 7_000_000));
    }
}
