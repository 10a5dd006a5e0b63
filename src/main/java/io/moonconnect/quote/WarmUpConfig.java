package io.moonconnect.quote;

import java.time.Duration;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The warm-up. A native executable has none, and accepts its key all the same. */
@Unremovable
@ConfigMapping(prefix = "moonconnect")
public interface WarmUpConfig {

    /** How long readiness waits for the warm-up at most, 0 for no warm-up. */
    @WithDefault("10s")
    Duration warmUp();
}
