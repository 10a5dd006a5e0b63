package io.moonconnect.quote;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Refreshing of streamed quotes. */
@ConfigMapping(prefix = "moonconnect.refresh")
public interface QuoteStreamConfig {

    /**
     * The share of {@code moonpay.rate} that refreshes of all open streams may use, above 0 and up to 1; a stream that
     * would exceed it is rejected as {@code moonpay-busy}. Refreshes have the lowest priority: under contention only
     * {@code moonpay.lower-class-share} of the permits is guaranteed.
     */
    @WithDefault("0.5")
    double share();

    /** Maximum first back-off after a failed refresh; doubled per further failure, up to 16 times. */
    @WithDefault("500ms")
    Duration backoff();
}
