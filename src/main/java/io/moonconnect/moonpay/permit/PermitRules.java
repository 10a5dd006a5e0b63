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
        atLeast(1, "rate", config.rate());
        atMost(config.rate() <= MOST_RATE, "rate", MOST_RATE);
        // A fleet slot is valid for the tolerance less the way from Redis; a burst of 1 has no tolerance.
        atLeast(fleet ? 2 : 1, "burst", config.burst());
        atLeast(1, "replicas", config.replicas());
        atLeast(1, "permit-wait", config.permitWait().toMillis());
        atLeast(1, "max-waiting-for-permit", config.maxWaitingForPermit());
        Duration pause = config.longestPause();
        atLeast(0, "longest-pause", pause.toMillis());
        atMost(pause.compareTo(SlotScript.LONGEST_PAUSE) <= 0, "longest-pause", SlotScript.LONGEST_PAUSE);
        share("lower-class-share", config.lowerClassShare());
    }

    private static void atLeast(long least, String key, long value) {
        if (value < least) {
            throw new ConfigurationException("moonpay." + key + " must be at least " + least);
        }
    }

    /** Negated, so that NaN fails, too. */
    private static void share(String key, double value) {
        if (!(value >= 0 && value <= MOST_SHARE)) {
            throw new ConfigurationException("moonpay." + key + " must be between 0 and " + MOST_SHARE);
        }
    }

    private static void atMost(boolean holds, String key, Object most) {
        if (!holds) {
            throw new ConfigurationException("moonpay." + key + " must be at most " + most);
        }
    }
}
