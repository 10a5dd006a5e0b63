package io.moonconnect.transaction;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often MoonPay is asked about transactions that somebody follows. */
@ConfigMapping(prefix = "moonconnect")
public interface TransactionStreamConfig {

    /** The pause before a followed transaction is read again, while there is news of it; doubled with each read without. */
    @WithDefault("2s")
    Duration pollInterval();

    /** The longest that this pause becomes. */
    @WithDefault("30s")
    Duration pollMaxInterval();

    /**
     * The share of {@code moonpay.rate} that polling takes at most, above 0 and up to 1. Where more transactions are followed
     * than it has room for, each is read less often.
     */
    @WithDefault("0.3")
    double pollShare();
}
