package io.moonconnect.stream;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for every stream. */
@ConfigMapping(prefix = "moonconnect")
public interface StreamConfig {

    /** Most streams that are open at once, of all kinds together; one more is refused as {@code overloaded}. */
    @WithDefault("10000")
    int maxStreams();

    /** Most of them that are open with one access token; one more is refused likewise. 0 for no bound of this kind. */
    @WithDefault("10")
    int maxStreamsPerToken();

    /** A stream ends after so long, and its client opens another one. */
    @WithDefault("10m")
    Duration streamLife();

    /** A {@code heartbeat} is sent this often. It has to be well below the time after which a proxy drops a silent connection. */
    @WithDefault("15s")
    Duration streamHeartbeat();
}
