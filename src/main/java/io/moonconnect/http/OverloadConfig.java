package io.moonconnect.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Capacity limits. */
@ConfigMapping(prefix = "moonconnect")
public interface OverloadConfig {

    /**
     * Maximum number of concurrent requests; further ones are rejected as {@code overloaded}. The default is far above
     * what MoonPay's rate limit lets complete (30 a second, each within 8 s), so that queued calls are rejected there
     * first, and low enough for memory: request heads take at most 32 MiB in total; bodies have a limit of their own.
     */
    @WithDefault("1024")
    int maxRequests();
}
