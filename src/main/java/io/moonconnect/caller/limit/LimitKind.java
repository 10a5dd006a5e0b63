package io.moonconnect.caller.limit;

import java.util.Locale;
import java.util.function.Function;

/** The key that a limit counts by. */
enum LimitKind {
    BACKEND("backend", LimitConfig::backend),
    CUSTOMER("customer", LimitConfig::customer),
    TOKEN("token", LimitConfig::token),
    SESSIONS_PER_ADDRESS(
            "sessions-per-address", config -> config.sessionsPerAddress().ipv4()),
    SESSIONS_PER_IPV6_NETWORK(
            "sessions-per-address", config -> config.sessionsPerAddress().ipv6()),
    SESSIONS_PER_CUSTOMER("sessions-per-customer", LimitConfig::sessionsPerCustomer);

    private final String label;
    private final Function<LimitConfig, Limit> configured;

    LimitKind(String label, Function<LimitConfig, Limit> configured) {
        this.label = label;
        this.configured = configured;
    }

    /** The name in configuration and responses. */
    String label() {
        return label;
    }

    /** The name in metrics. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Limit configured(LimitConfig config) {
        return configured.apply(config);
    }
}
