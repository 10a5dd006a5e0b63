package io.moonconnect.caller.limit;

import java.util.function.Function;

/** The key that a limit counts by. */
enum LimitKind {
    BACKEND("backend", LimitConfig::backend),
    CUSTOMER("customer", LimitConfig::customer),
    TOKEN("token", LimitConfig::token),
    SESSIONS_PER_ADDRESS("sessions-per-address", LimitConfig::sessionsPerAddress),
    SESSIONS_PER_CUSTOMER("sessions-per-customer", LimitConfig::sessionsPerCustomer);

    private final String label;
    private final Function<LimitConfig, Limit> configured;

    LimitKind(String label, Function<LimitConfig, Limit> configured) {
        this.label = label;
        this.configured = configured;
    }

    /** The name in configuration, metrics and responses. */
    String label() {
        return label;
    }

    Limit configured(LimitConfig config) {
        return configured.apply(config);
    }
}
