package io.moonconnect.http;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What comes in. */
@ConfigMapping(prefix = "moonconnect")
public interface BodyConfig {

    /** A body has arrived by then, from the end of its headers to its last byte. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /**
     * Bytes of bodies in memory at a time, over which further ones are refused. Buffers grow by doubling and are copied
     * once to be parsed, so that they can take three times as much; and it is room for 1,000 bodies of the largest size (128
     * webhooks), or for 30,000 of usual ones.
     */
    @WithDefault("32M")
    MemorySize maxHeldBodies();
}
