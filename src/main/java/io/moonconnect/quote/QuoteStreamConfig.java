package io.moonconnect.quote;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How quotes of streams are refreshed. */
@ConfigMapping(prefix = "moonconnect")
public interface QuoteStreamConfig {

    /**
     * The share of {@code moonpay.rate} that the refreshes of all open streams may need, above 0 and up to 1; a stream that
     * would need more is answered {@code moonpay-busy}. Refreshes are served last, so that only
     * {@code moonpay.lower-class-share} of the permits is certain where more urgent calls want all of them.
     */
    @WithDefault("0.5")
    double refreshShare();

    /** The longest pause before a failed refresh is tried again; doubled with each further failure, up to 16 times it. */
    @WithDefault("500ms")
    Duration refreshBackoff();
}
