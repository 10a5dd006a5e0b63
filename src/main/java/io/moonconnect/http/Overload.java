package io.moonconnect.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.ProblemWriter;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.RoutingContext;

/**
 * Limits concurrent requests and rejects further ones early, which keeps latency and memory bounded under overload. A
 * request counts from when its body is complete until its response or connection ends, or its response becomes a
 * stream; one whose body never arrives takes no capacity.
 */
@ApplicationScoped
class Overload {

    private static final Failure OVERLOADED =
            Failure.retryLater(ProblemType.OVERLOADED, "Too many concurrent requests.", Duration.ofSeconds(1));

    private final AtomicInteger inFlight = new AtomicInteger();
    private final int max;
    private final Counter shed;
    private final ProblemWriter problems;

    Overload(OverloadConfig config, MeterRegistry metrics, ProblemWriter problems) {
        this.max = config.maxRequests();
        this.problems = problems;
        if (max < 1) {
            throw new ConfigurationException("moonconnect.max-requests must be at least 1");
        }
        this.shed = Counter.builder("requests.shed")
                .description("Requests rejected because too many were in flight")
                .register(metrics);
        Gauge.builder("requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests in flight")
                .register(metrics);
    }

    void register(@Observes RequestFilters filters) {
        filters.register(this::rejectEarly, FilterOrder.OVERLOAD_BEFORE_BODY);
        filters.register(this::admit, FilterOrder.OVERLOAD);
    }

    /** Rejects before the client sends the body. */
    private void rejectEarly(RoutingContext context) {
        if (inFlight.get() >= max) {
            shed(context);
        } else {
            context.next();
        }
    }

    private void admit(RoutingContext context) {
        if (inFlight.incrementAndGet() > max) {
            inFlight.decrementAndGet();
            shed(context);
        } else {
            RequestSlot.take(context, inFlight);
            context.next();
        }
    }

    private void shed(RoutingContext context) {
        shed.increment();
        problems.write(OVERLOADED, context);
    }
}
