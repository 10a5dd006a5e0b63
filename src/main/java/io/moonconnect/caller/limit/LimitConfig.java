package io.moonconnect.caller.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Rate limits as {@code count/period}, {@code 0} for none; counted per replica. */
@ConfigMapping(prefix = "moonconnect.limit")
public interface LimitConfig {

    /** Requests per backend, by the name of its API key. */
    @WithDefault("500/1s")
    @WithConverter(LimitConverter.class)
    Limit backend();

    /** Requests per customer. */
    @WithDefault("10/1s")
    @WithConverter(LimitConverter.class)
    Limit customer();

    /** Requests per MoonPay access token. */
    @WithDefault("10/1s")
    @WithConverter(LimitConverter.class)
    Limit token();

    /** Sessions per device address; for IPv6, per /64. */
    @WithDefault("10/1m")
    @WithConverter(LimitConverter.class)
    Limit sessionsPerAddress();

    /** Sessions per customer. */
    @WithDefault("10/1m")
    @WithConverter(LimitConverter.class)
    Limit sessionsPerCustomer();
}
