package io.moonconnect.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is let in. */
@ConfigMapping(prefix = "moonconnect")
public interface OverloadConfig {

    /**
     * Most requests that are served at once; one more is refused as {@code overloaded}. The default is far above what
     * MoonPay's permits let finish (30 a second, each within 8 s), so that who waits there is refused there, and small
     * enough for the memory: the heads of all of them together have 20 MiB at most, and bodies have a bound of their own.
     */
    @WithDefault("1024")
    int maxRequests();
}
