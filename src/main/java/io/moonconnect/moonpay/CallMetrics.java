package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Measures every attempt that was sent as {@code moonpay_calls_seconds}, by operation and outcome, and counts those
 * that were not as {@code moonpay_calls_refused_total}.
 */
@Singleton
class CallMetrics {

    private static final Duration[] BUCKETS = LongStream.of(25, 50, 100, 250, 500, 1000, 2000, 5000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Map<Operation, Map<Outcome, Timer>> timers = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<Outcome, Counter>> refusals = new EnumMap<>(Operation.class);
    private final LastOutcome lastOutcome;

    CallMetrics(MeterRegistry registry, LastOutcome lastOutcome) {
        this.lastOutcome = lastOutcome;
        for (Operation operation : Operation.values()) {
            timers.put(operation, new EnumMap<>(Outcome.class));
            refusals.put(operation, new EnumMap<>(Outcome.class));
            for (Outcome outcome : Outcome.values()) {
                if (outcome.isNotMade()) {
                    refusals.get(operation).put(outcome, refusal(registry, operation, outcome));
                } else {
                    timers.get(operation).put(outcome, timer(registry, operation, outcome));
                }
            }
        }
    }

    /** @param start of the exchange, by {@link System#nanoTime()} */
    void sent(Operation operation, Outcome outcome, long start) {
        if (outcome.isNotMade()) {
            refused(operation, outcome);
            return;
        }
        timers.get(operation).get(outcome).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        lastOutcome.note(outcome);
    }

    void refused(Operation operation, Outcome outcome) {
        refusals.get(operation).get(outcome).increment();
        lastOutcome.note(outcome);
    }

    private static Counter refusal(MeterRegistry registry, Operation operation, Outcome outcome) {
        return Counter.builder("moonpay.calls.refused")
                .description("Calls that were not sent: no permit in time, too many waiting, or circuit breaker open")
                .tag("operation", operation.id())
                .tag("outcome", outcome.label())
                .register(registry);
    }

    private static Timer timer(MeterRegistry registry, Operation operation, Outcome outcome) {
        return Timer.builder("moonpay.calls")
                .description("Calls to MoonPay, from acquiring a connection to the last byte of the response")
                .tag("operation", operation.id())
                .tag("outcome", outcome.label())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
