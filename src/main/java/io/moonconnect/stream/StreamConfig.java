package io.moonconnect.stream;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Streams of all kinds. */
@ConfigMapping(prefix = "moonconnect.streams")
public interface StreamConfig {

    /** Maximum number of open streams; further ones are rejected as {@code overloaded}. */
    @WithDefault("10000")
    int maxOpen();

    /** Maximum number of open streams per access token, likewise; 0 for no limit. */
    @WithDefault("10")
    int maxPerToken();

    /** Maximum duration of a stream, 1ms to 24h; the client then opens a new one. */
    @WithDefault("10m")
    Duration life();

    /** Interval of {@code heartbeat} events, 1ms to 24h. Must be well below the idle time-out of proxies. */
    @WithDefault("15s")
    Duration heartbeat();
}
