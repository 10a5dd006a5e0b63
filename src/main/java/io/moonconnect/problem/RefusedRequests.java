package io.moonconnect.problem;

import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts refused requests by reason: {@code requests_refused_total}. */
@Singleton
public class RefusedRequests {

    private final Map<Refusal, Counter> counters = new EnumMap<>(Refusal.class);

    RefusedRequests(MeterRegistry metrics) {
        for (Refusal refusal : Refusal.values()) {
            counters.put(
                    refusal,
                    Counter.builder("requests.refused")
                            .description("Requests refused because of their caller or form, by reason")
                            .tag("status", Integer.toString(refusal.status()))
                            .tag("reason", refusal.label())
                            .register(metrics));
        }
    }

    /** Counts the failure if it is a refusal. */
    public void count(Failure failure) {
        failure.refusal().ifPresent(refusal -> counters.get(refusal).increment());
    }
}
