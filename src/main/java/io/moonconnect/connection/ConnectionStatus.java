package io.moonconnect.connection;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** MoonPay's connection statuses, and what follows from each. */
enum ConnectionStatus {
    ACTIVE("active", NextStep.PROCEED, true, false),
    CONNECTION_REQUIRED("connectionRequired", NextStep.CONNECT, false, false),
    TERMS_ACCEPTANCE_REQUIRED("termsAcceptanceRequired", NextStep.ACCEPT_TERMS, false, false),
    PENDING("pending", NextStep.RETRY_LATER, false, false),
    /** MoonPay does not serve the customer's location. */
    UNAVAILABLE("unavailable", NextStep.RETRY_LATER, false, false),
    FAILED("failed", NextStep.USE_ALTERNATIVE, false, true);

    private static final Map<String, ConnectionStatus> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(status -> status.wire, Function.identity()));

    private final String wire;
    private final NextStep nextStep;
    private final boolean usable;
    private final boolean terminal;

    ConnectionStatus(String wire, NextStep nextStep, boolean usable, boolean terminal) {
        this.wire = wire;
        this.nextStep = nextStep;
        this.usable = usable;
        this.terminal = terminal;
    }

    /** The status of this name; empty if unknown. */
    static Optional<ConnectionStatus> of(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    NextStep nextStep() {
        return nextStep;
    }

    /** Whether the customer can buy over this connection. */
    boolean usable() {
        return usable;
    }

    /** Whether trying again is pointless. */
    boolean terminal() {
        return terminal;
    }
}
