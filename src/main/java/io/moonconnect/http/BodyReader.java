package io.moonconnect.http;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads every body before anything else is done for its request, and refuses one that passes a bound of
 * {@link ArrivingBody} or is still dripping after ten seconds. The server itself would answer a body that is too large with
 * an empty one, and wait for the rest of a slow one for ever.
 */
@ApplicationScoped
class BodyReader {

    private final Duration timeout;
    private final HeldBodies held;
    private final ProblemWriter problems;

    BodyReader(BodyConfig config, HeldBodies held, ProblemWriter problems) {
        this.timeout = config.bodyTimeout();
        this.held = held;
        this.problems = problems;
        if (timeout.toMillis() < 1) {
            throw new ConfigurationException("moonconnect.body-timeout must be at least " + Duration.ofMillis(1));
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, FilterOrder.BODY.priority());
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        int most = WebhookPath.isDeliveredTo(request) ? ArrivingBody.MAX_WEBHOOK_BYTES : ArrivingBody.MAX_BYTES;
        if (length != null && isOver(most, length)) {
            refuse(ArrivingBody.tooLarge(most), context);
        } else if (length != null || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            read(new ArrivingBody(held, most), context);
        } else {
            context.next();
        }
    }

    private static boolean isOver(int most, String contentLength) {
        try {
            return Long.parseLong(contentLength) > most;
        } catch (NumberFormatException absurd) {
            return true;
        }
    }

    /** Answered, refused or left alone by its client: every request ends, and its body with it. */
    private void read(ArrivingBody body, RoutingContext context) {
        long timer = context.vertx().setTimer(timeout.toMillis(), id -> refuse(late(), context));
        context.addEndHandler(ended -> {
            context.vertx().cancelTimer(timer);
            body.end();
        });
        context.request().handler(bytes -> add(bytes, body, context)).endHandler(complete -> {
            context.vertx().cancelTimer(timer);
            handOn(body, context);
        });
        ContinueAnswer.to(context);
    }

    private void add(Buffer bytes, ArrivingBody body, RoutingContext context) {
        body.add(bytes).ifPresent(failure -> refuse(failure, context));
    }

    private static void handOn(ArrivingBody body, RoutingContext context) {
        if (!context.response().ended()) {
            ReadBodies.put(body, context);
            context.next();
        }
    }

    private Failure late() {
        return Failure.invalid("body", "has to arrive within " + timeout.toMillis() + " milliseconds");
    }

    private void refuse(Failure failure, RoutingContext context) {
        if (!context.response().ended()) {
            problems.write(failure, context);
        }
    }
}
