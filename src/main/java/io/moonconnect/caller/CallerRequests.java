package io.moonconnect.caller;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.FilterOrder;
import io.moonconnect.problem.ProblemType;

/** Counts responses by caller: {@code caller_requests_total}. Only backends have a name, that of their key. */
class CallerRequests {

    private static final String NO_NAME = "";

    private final MeterRegistry metrics;
    private final CurrentCaller current;

    /** Cached, because the registry builds the tags on every lookup. */
    private final ConcurrentMap<Series, Counter> counters = new ConcurrentHashMap<>();

    /** The labels of a counter. */
    private record Series(String caller, String name, String outcome) {

        // Map key: in a native image, a record's generated equality uses method handles, which are many times slower.
        @Override
        public boolean equals(Object other) {
            return other instanceof Series that
                    && Objects.equals(caller, that.caller)
                    && Objects.equals(name, that.name)
                    && Objects.equals(outcome, that.outcome);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Objects.hashCode(caller) + Objects.hashCode(name)) + Objects.hashCode(outcome);
        }
    }

    CallerRequests(MeterRegistry metrics, CurrentCaller current) {
        this.metrics = metrics;
        this.current = current;
    }

    @ServerResponseFilter(priority = FilterOrder.OfResources.COUNTED_RESPONSE)
    void count(ContainerResponseContext response) {
        if (!current.isNeeded()) {
            return;
        }
        Caller caller = current.get();
        if (caller instanceof Caller.Backend backend) {
            count("backend", backend.name(), "identified");
        } else if (caller != null) {
            count(caller instanceof Caller.Customer ? "customer" : "open", NO_NAME, "identified");
        } else if (response.getStatus() == ProblemType.UNAUTHENTICATED.status()) {
            count("none", NO_NAME, ProblemType.UNAUTHENTICATED.slug());
        } else if (response.getStatus() == ProblemType.IDENTITY_PROVIDER_UNAVAILABLE.status()) {
            count("none", NO_NAME, ProblemType.IDENTITY_PROVIDER_UNAVAILABLE.slug());
        }
    }

    private void count(String caller, String name, String outcome) {
        counters.computeIfAbsent(new Series(caller, name, outcome), this::counter)
                .increment();
    }

    private Counter counter(Series series) {
        return Counter.builder("caller.requests")
                .description("Responses by caller and outcome of authentication")
                .tag("caller", series.caller())
                .tag("name", series.name())
                .tag("outcome", series.outcome())
                .register(metrics);
    }
}
