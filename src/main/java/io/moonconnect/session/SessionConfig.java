package io.moonconnect.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Creation of sessions. */
@ConfigMapping(prefix = "moonconnect")
public interface SessionConfig {

    /**
     * MoonPay documents that email and phone number come together, but also shows an email alone; {@code false} leaves
     * the check to MoonPay.
     */
    @WithDefault("true")
    boolean contactPairsOnly();
}
