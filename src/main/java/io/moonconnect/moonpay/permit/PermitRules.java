package io.moonconnect.moonpay.permit;

import java.time.Duration;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Validates {@link PermitConfig}; a violation fails the startup and names the key. */
final class PermitRules {

    private static final int MOST_RATE = 1_000_000;
    private static final double MOST_SHARE = 0.5;

    private PermitRules() {}

    /** @param fleet whether permits come from Redis */
    static void check(PermitConfig config, boolean fleet) {
        check(config.rate() >= 1, "rate must be at least 1");
        check(config.rate() <= MOST_RATE, "rate must be at most " + MOST_RATE);
        // A fleet slot is valid for the tolerance less the way from Redis; a burst of 1 has no tolerance.
        int leastBurst = fleet ? 2 : 1;
        check(config.burst() >= leastBurst, "burst must be at least " + leastBurst);
        check(config.replicas() >= 1, "replicas must be at least 1");
        check(config.permitWait().toMillis() >= 1, "permit-wait must be at least 1ms");
        check(config.maxWaitingForPermit() >= 1, "max-waiting-for-permit must be at least 1");
        Duration pause = config.longestPause();
        check(!pause.isNegative(), "longest-pause must be at least 0s");
        check(
                pause.compareTo(SlotScript.LONGEST_PAUSE) <= 0,
                "longest-pause must be at most " + SlotScript.LONGEST_PAUSE.toSeconds() + "s");
        double share = config.lowerClassShare();
        check(share >= 0 && share <= MOST_SHARE, "lower-class-share must be between 0 and " + MOST_SHARE);
    }

    private static void check(boolean valid, String rule) {
        if (!valid) {
            throw new ConfigurationException("moonpay." + rule);
        }
    }
}
