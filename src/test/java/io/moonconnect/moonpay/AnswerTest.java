package io.moonconnect.moonpay;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** By whose clock a lifetime is counted. */
class AnswerTest {

    private static final Instant HERE = Instant.parse("2026-11-22T11:30:00Z");
    private static final Clock CLOCK = Clock.fixed(HERE, ZoneOffset.UTC);

    @Test
    void moonpays_time_is_the_latest_that_its_date_allows() {
        Answer<String> answer = new Answer<>("x", null, "Sun, 22 Nov 2026 10:00:05 GMT");
        assertThat(answer.moonPayTime(CLOCK)).isEqualTo("2026-11-22T10:00:06Z");
    }

    @Test
    void without_a_date_it_is_the_local_time() {
        assertThat(new Answer<>("x", null, null).moonPayTime(CLOCK)).isEqualTo(HERE);
    }
}
