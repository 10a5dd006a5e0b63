package io.moonconnect.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Polling of followed transactions. */
@ConfigMapping(prefix = "moonconnect.poll")
public interface TransactionStreamConfig {

    /** Interval before a followed transaction is read again after a change; doubled with each read without a change. */
    @WithDefault("2s")
    Duration interval();

    /** Maximum interval. */
    @WithDefault("30s")
    Duration maxInterval();

    /**
     * Maximum share of {@code moonpay.rate} used by polling, above 0 and up to 1. If more transactions are followed
     * than it permits, each is read less often.
     */
    @WithDefault("0.3")
    double share();

    /**
     * Times of the reads after a transaction was found completed with an open stage or without its hash. Ascending;
     * empty for none.
     */
    @WithDefault("2s,6s")
    Optional<List<Duration>> lastReads();
}
