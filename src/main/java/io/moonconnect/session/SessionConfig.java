package io.moonconnect.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What sessions are created with. */
@ConfigMapping(prefix = "moonconnect")
public interface SessionConfig {

    /**
     * Whether email and phone number have to come together. MoonPay documents it so, but one page of its documentation
     * sends an email alone: with {@code false} MoonPay decides.
     */
    @WithDefault("true")
    boolean contactPairsOnly();
}
