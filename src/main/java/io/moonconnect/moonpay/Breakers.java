package io.moonconnect.moonpay;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.guard.CircuitBreaker;
import io.moonconnect.moonpay.guard.CircuitBreaker.Pass;
import io.moonconnect.moonpay.guard.CircuitOpenException;
import io.moonconnect.moonpay.guard.CircuitState;
import io.moonconnect.moonpay.guard.GuardConfig;
import io.moonconnect.moonpay.guard.Health;

/**
 * A circuit breaker per operation, exposed as {@code moonpay_circuit_state}: 1 for the current state, 0 for the others.
 */
@Singleton
class Breakers {

    private static final Logger LOG = Logger.getLogger(Breakers.class);

    private final Map<Operation, CircuitBreaker> breakers = new EnumMap<>(Operation.class);
    /** The customer who last got a page, as a hash. */
    private final Map<Operation, AtomicInteger> lastPaged = new EnumMap<>(Operation.class);

    private final Set<Operation> notClosed = ConcurrentHashMap.newKeySet();

    private final CallMetrics metrics;

    Breakers(GuardConfig config, MeterRegistry registry, CallMetrics metrics) {
        this.metrics = metrics;
        for (Operation operation : Operation.values()) {
            CircuitBreaker breaker = new CircuitBreaker(config, System::nanoTime, state -> log(operation, state));
            for (CircuitState state : CircuitState.values()) {
                gauge(registry, operation, breaker, state);
            }
            breakers.put(operation, breaker);
            lastPaged.put(operation, new AtomicInteger());
        }
    }

    /** Throws a {@link MoonPayFailure} if the circuit breaker is open. */
    Pass enter(Operation operation) {
        try {
            return breakers.get(operation).enter();
        } catch (CircuitOpenException open) {
            metrics.refused(operation, Outcome.CIRCUIT_OPEN);
            throw MoonPayFailure.of(open);
        }
    }

    /** A page counts once different customers have got one: one alone never opens the breaker. */
    Health health(Call call, Outcome outcome) {
        int customer = outcome == Outcome.PAGE ? call.customer() : 0;
        if (customer == 0) {
            return outcome.health();
        }
        int before = lastPaged.get(call.operation()).getAndSet(customer);
        return before == 0 || before == customer ? Health.UNKNOWN : Health.BAD;
    }

    /** A breaker that opens again after a failed probe was never closed: an outage is two lines, however long it is. */
    private void log(Operation operation, CircuitState state) {
        switch (state) {
            case OPEN -> {
                if (notClosed.add(operation)) {
                    LOG.warnf("circuit breaker opened, operation=%s", operation.id());
                }
            }
            case HALF_OPEN -> LOG.debugf("circuit breaker half-open: probing, operation=%s", operation.id());
            case CLOSED -> {
                notClosed.remove(operation);
                LOG.infof("circuit breaker closed, operation=%s", operation.id());
            }
        }
    }

    private static void gauge(MeterRegistry registry, Operation operation, CircuitBreaker breaker, CircuitState state) {
        Gauge.builder("moonpay.circuit.state", breaker, known -> known.state() == state ? 1 : 0)
                .description("1 for the current state of the operation's circuit breaker")
                .tag("operation", operation.id())
                .tag("state", state.label())
                .register(registry);
    }
}
