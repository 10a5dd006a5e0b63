package io.moonconnect.http;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Request bodies. */
@ConfigMapping(prefix = "moonconnect.body")
public interface BodyConfig {

    /** Time limit for receiving a body, from the end of the headers to the last byte. */
    @WithDefault("10s")
    Duration timeout();

    /**
     * Total size of request bodies in memory; further bodies are rejected. Actual use may be three times as much,
     * because buffers double as they grow and are copied for parsing. The default fits 1,000 bodies of the maximum size
     * (128 webhooks), or 30,000 of typical size.
     */
    @WithDefault("32M")
    MemorySize maxHeld();
}
