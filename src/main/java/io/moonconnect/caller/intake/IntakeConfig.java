package io.moonconnect.caller.intake;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What comes in. */
@ConfigMapping(prefix = "moonconnect")
public interface IntakeConfig {

    /** A body has arrived by then, from the end of its headers to its last byte. */
    @WithDefault("10s")
    Duration bodyTimeout();
}
