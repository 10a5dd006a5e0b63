package io.moonconnect.moonpay.guard;

import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

/** {@link GuardConfig} without Quarkus. */
public final class GuardConfigs {

    private GuardConfigs() {}

    /** The defaults, except for these. */
    public static GuardConfig with(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(GuardConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withDefaultValues(keys)
                .build()
                .getConfigMapping(GuardConfig.class);
    }
}
