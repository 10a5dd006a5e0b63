package io.moonconnect.moonpay.permit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of MoonPay's rate this service uses, and who gets it when it is short. */
@ConfigMapping(prefix = "moonpay")
public interface PermitConfig {

    /** Calls a second, of all replicas together. MoonPay allows 30 to the whole integration, bursts included. */
    @WithDefault("27")
    int rate();

    /** Calls on top of it that may be made at once. In no second are there more than rate and burst together. */
    @WithDefault("3")
    int burst();

    /** Replicas that share the rate where Redis is absent or gone: each takes its part of it. */
    @WithDefault("1")
    int replicas();

    /** How long a call waits for a permit. */
    @WithDefault("500ms")
    Duration permitWait();

    /** The longest that a 429 of MoonPay's holds all calls, whatever it says itself; at most a minute. */
    @WithDefault("30s")
    Duration longestPause();

    /** Calls of each class that can wait; one more is shed. */
    @WithDefault("512")
    int maxWaitingForPermit();

    /** The share of the permits that goes to less urgent calls while more urgent ones wait, 0 to 0.5. */
    @WithDefault("0.1")
    double lowerClassShare();
}
