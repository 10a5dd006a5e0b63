package io.moonconnect.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Creation of sessions. */
@ConfigMapping(prefix = "moonconnect")
public interface SessionConfig {

    /**
     * Whether email and phone number are only accepted together. MoonPay documents this, but one page of its
     * documentation sends only an email: {@code false} leaves the check to MoonPay.
     */
    @WithDefault("true")
    boolean contactPairsOnly();
}
