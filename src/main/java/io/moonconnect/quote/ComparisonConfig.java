package io.moonconnect.quote;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Comparisons of quotes. */
@ConfigMapping(prefix = "moonconnect.compare")
public interface ComparisonConfig {

    /** Deadline of a comparison, which then returns the quotes that have arrived. */
    @WithDefault("2s")
    Duration deadline();
}
