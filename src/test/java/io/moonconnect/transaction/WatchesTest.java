package io.moonconnect.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.runtime.configuration.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A configuration by which nothing could be polled is refused, and its key named. */
class WatchesTest {

    private record Config(Duration interval, Duration maxInterval, double share, Optional<List<Duration>> lastReads)
            implements TransactionStreamConfig {}

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT30S, 0.3, moonconnect.poll.interval",
        "PT-2S, PT30S, 0.3, moonconnect.poll.interval",
        "PT2S, PT1S, 0.3, moonconnect.poll.max-interval",
        "PT2S, PT30S, 0, moonconnect.poll.share",
        "PT2S, PT30S, 1.1, moonconnect.poll.share",
        "PT2S, PT30S, NaN, moonconnect.poll.share"
    })
    void what_cannot_work_is_refused(Duration first, Duration longest, double share, String key) {
        assertRefused(new Config(first, longest, share, Optional.empty()), key);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT6S", "PT2S, PT2S", "PT6S, PT2S"})
    void last_reads_that_are_not_ascending_are_refused(Duration first, Duration second) {
        assertRefused(
                new Config(Duration.ofSeconds(2), Duration.ofSeconds(30), 0.3, Optional.of(List.of(first, second))),
                "moonconnect.poll.last-reads");
    }

    private static void assertRefused(Config config, String key) {
        assertThatThrownBy(() -> new Watches(null, null, config, null, null, null, null, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key + " must");
    }
}
