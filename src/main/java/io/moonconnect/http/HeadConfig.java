package io.moonconnect.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Request heads. */
@ConfigMapping(prefix = "moonconnect.head")
public interface HeadConfig {

    /**
     * Memory for request heads, and for trailers of chunked bodies, that have arrived in part: their bytes, and 96 for
     * each line after the 32nd. Beyond it, the connections that have been sending their heads for the longest are
     * closed. Actual use is up to three times as much. The default fits 1,000 heads of the maximum size; nearly all
     * heads arrive at once and do not count.
     */
    @WithDefault("32M")
    MemorySize maxHeld();
}
