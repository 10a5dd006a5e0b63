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
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves so many requests at once, and refuses a further one before anything is done for it: what was let in is served as
 * fast as ever, and memory has a bound. A request counts from when it is there as a whole to the end of its answer or of its
 * connection, or until its answer has become a stream: one whose body never comes must not take anybody's place.
 */
@ApplicationScoped
class Overload {

    private static final Failure OVERLOADED = Failure.retryLater(
            ProblemType.OVERLOADED, "Too many requests are being served already.", Duration.ofSeconds(1));

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
                .description("Requests that were refused because too many were being served")
                .register(metrics);
        Gauge.builder("requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests that are being served")
                .register(metrics);
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, FilterOrder.OVERLOAD_BEFORE_BODY.priority());
        filters.register(this::admit, FilterOrder.OVERLOAD.priority());
    }

    /** Nobody sends a body for nothing. */
    private void look(RoutingContext context) {
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
