package io.moonconnect.caller.intake;

import java.io.ByteArrayInputStream;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.ProblemWriter;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads every body before anything else is done for its request, and refuses one that is over 32 KiB or still dripping
 * after ten seconds. The server itself would answer the first with an empty body, and wait for the second for ever.
 */
@ApplicationScoped
public class BodyLimit {

    private static final int MAX_BODY = 32 * 1024;

    private static final int PRIORITY = 800;

    private static final String BODY = BodyLimit.class.getName();

    private static final String CONTINUE = "100-continue";

    private final Duration timeout;
    private final ProblemWriter problems;

    BodyLimit(IntakeConfig config, ProblemWriter problems) {
        this.timeout = config.bodyTimeout();
        this.problems = problems;
        if (timeout.toMillis() < 1) {
            throw new ConfigurationException("moonconnect.body-timeout must be at least " + Duration.ofMillis(1));
        }
    }

    void register(@Observes Filters filters) {
        filters.register(context -> check(context, MAX_BODY), PRIORITY);
    }

    /** Hands the body that was read here to the resource. */
    @ServerRequestFilter(preMatching = true)
    public void handOn(ContainerRequestContext request, RoutingContext context) {
        Buffer body = context.get(BODY);
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        }
    }

    private void check(RoutingContext context, int limit) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isOver(limit, length)) {
            refuse(context, limit);
        } else if (length != null || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            read(context, limit);
        } else {
            context.next();
        }
    }

    private static boolean isOver(int limit, String contentLength) {
        try {
            return Long.parseLong(contentLength) > limit;
        } catch (NumberFormatException absurd) {
            return true;
        }
    }

    private void read(RoutingContext context, int limit) {
        Buffer body = Buffer.buffer();
        long timer = context.vertx().setTimer(timeout.toMillis(), id -> giveUp(context));
        context.request()
                .handler(bytes -> {
                    if (body.length() + bytes.length() <= limit) {
                        body.appendBuffer(bytes);
                    } else if (!context.response().ended()) {
                        refuse(context, limit);
                    }
                })
                .exceptionHandler(gone -> context.vertx().cancelTimer(timer))
                .endHandler(end -> {
                    context.vertx().cancelTimer(timer);
                    if (!context.response().ended()) {
                        context.put(BODY, body);
                        context.next();
                    }
                });
        letCome(context);
    }

    /** Who asked before sending the body is told that it may come. Quarkus would say so again, later. */
    private static void letCome(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.headers().remove(HttpHeaders.EXPECT);
            context.response().writeContinue();
        }
    }

    private void refuse(RoutingContext context, int limit) {
        problems.write(
                new Failure(ProblemType.PAYLOAD_TOO_LARGE, "A body can have " + limit + " bytes at most."), context);
    }

    private void giveUp(RoutingContext context) {
        if (!context.response().ended()) {
            problems.write(
                    Failure.invalid("body", "has to arrive within " + timeout.toMillis() + " milliseconds"), context);
        }
    }
}
