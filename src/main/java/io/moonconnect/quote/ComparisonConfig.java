package io.moonconnect.quote;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How comparisons are made. */
@ConfigMapping(prefix = "moonconnect")
public interface ComparisonConfig {

    /** A comparison answers by then, with what has arrived. */
    @WithDefault("2s")
    Duration compareDeadline();
}
