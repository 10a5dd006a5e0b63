package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/** Measures every call to MoonPay: {@code moonpay_calls_seconds}, by operation and outcome. */
@ApplicationScoped
class CallMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final Map<Operation, Map<Outcome, Timer>> timers = new EnumMap<>(Operation.class);
    private final LastOutcome lastOutcome;

    CallMetrics(MeterRegistry registry, LastOutcome lastOutcome) {
        this.lastOutcome = lastOutcome;
        for (Operation operation : Operation.values()) {
            Map<Outcome, Timer> byOutcome = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                byOutcome.put(outcome, timer(registry, operation, outcome));
            }
            timers.put(operation, byOutcome);
        }
    }

    <T> Uni<T> measure(Operation operation, Uni<T> call) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            return call.onTermination().invoke((item, failure, cancelled) -> {
                Outcome outcome = outcome(failure, cancelled);
                timers.get(operation).get(outcome).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                lastOutcome.note(outcome);
            });
        });
    }

    private static Outcome outcome(Throwable failure, boolean cancelled) {
        if (cancelled) {
            return Outcome.CANCELLED;
        }
        if (failure == null) {
            return Outcome.SUCCESS;
        }
        return failure instanceof MoonPayFailure known ? known.outcome() : Outcome.MALFORMED;
    }

    private static Timer timer(MeterRegistry registry, Operation operation, Outcome outcome) {
        return Timer.builder("moonpay.calls")
                .description("Calls to MoonPay, from asking for a connection to the last byte of the answer")
                .tag("operation", operation.id())
                .tag("outcome", outcome.label())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
