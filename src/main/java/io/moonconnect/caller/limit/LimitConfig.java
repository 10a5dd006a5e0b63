package io.moonconnect.caller.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The limits, each {@code count/period} with {@code 0} for none; every replica counts for itself. */
@ConfigMapping(prefix = "moonconnect.limit")
public interface LimitConfig {

    /** Requests of a backend, by the name of its API key. */
    @WithDefault("500/1s")
    @WithConverter(LimitConverter.class)
    Limit backend();

    /** Requests of a customer. */
    @WithDefault("10/1s")
    @WithConverter(LimitConverter.class)
    Limit customer();

    /** Requests with the same MoonPay access token. */
    @WithDefault("10/1s")
    @WithConverter(LimitConverter.class)
    Limit token();

    /** Sessions for the same device address; of IPv6, for the same /64. */
    @WithDefault("10/1m")
    @WithConverter(LimitConverter.class)
    Limit sessionsPerAddress();

    /** Sessions for the same customer. */
    @WithDefault("10/1m")
    @WithConverter(LimitConverter.class)
    Limit sessionsPerCustomer();
}
