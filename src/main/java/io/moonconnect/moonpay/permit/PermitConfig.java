package io.moonconnect.moonpay.permit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Use of MoonPay's rate limit, and queueing for it. */
@ConfigMapping(prefix = "moonpay")
public interface PermitConfig {

    /** Calls per second of all replicas. MoonPay allows 30 to the whole integration, bursts included. */
    @WithDefault("27")
    int rate();

    /** Further calls that may be made at once. No second has more than rate plus burst. */
    @WithDefault("3")
    int burst();

    /** Replicas that share the rate equally while Redis is absent or unavailable. */
    @WithDefault("1")
    int replicas();

    /**
     * Maximum wait for a permit. For another one in place of one that lapsed, half of the attempt's time-out if that is
     * longer.
     */
    @WithDefault("500ms")
    Duration permitWait();

    /** Maximum pause of all calls after a 429, whatever its Retry-After; at most a minute. */
    @WithDefault("30s")
    Duration longestPause();

    /** Queue capacity of each class; further calls are shed. */
    @WithDefault("512")
    int maxWaitingForPermit();

    /** Share of permits for less urgent classes while more urgent calls wait, 0 to 0.5. */
    @WithDefault("0.1")
    double lowerClassShare();
}
