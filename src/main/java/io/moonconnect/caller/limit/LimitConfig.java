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

    /**
     * Sessions per IPv4 address and, after a comma, per /64 of IPv6; a single limit applies to both. Carriers share an
     * IPv4 address between many customers: the default is a fifth of MoonPay's rate.
     */
    @WithDefault("300/1m,30/1m")
    @WithConverter(AddressLimitsConverter.class)
    AddressLimits sessionsPerAddress();

    /** Sessions per customer. */
    @WithDefault("10/1m")
    @WithConverter(LimitConverter.class)
    Limit sessionsPerCustomer();
}
