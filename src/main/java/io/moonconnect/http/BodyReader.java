package io.moonconnect.http;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemWriter;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads the whole body before other processing, and rejects it if it exceeds a limit of {@link ArrivingBody} or does
 * not arrive in time. Quarkus would answer an oversized body without a problem document, and wait indefinitely for a
 * slow one.
 */
@ApplicationScoped
class BodyReader {

    /** Answers to questionnaires can be long. */
    private static final String KYC_PATH = "/v1/customers/me/kyc";

    private final Duration timeout;
    private final HeldBodies held;
    private final ProblemWriter problems;

    BodyReader(BodyConfig config, HeldBodies held, ProblemWriter problems) {
        this.timeout = config.timeout();
        this.held = held;
        this.problems = problems;
        if (timeout.toMillis() < 1) {
            throw new ConfigurationException("moonconnect.body.timeout must be at least 1ms");
        }
    }

    void register(@Observes RequestFilters filters) {
        filters.register(this::read, FilterOrder.BODY);
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        int most = isLarge(request) ? ArrivingBody.MAX_LARGE_BYTES : ArrivingBody.MAX_BYTES;
        if (length != null && isOver(most, length)) {
            refuse(ArrivingBody.tooLarge(most), context);
        } else if (length != null || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            read(new ArrivingBody(held, most), context);
        } else {
            context.next();
        }
    }

    private static boolean isLarge(HttpServerRequest request) {
        return WebhookPath.isDeliveredTo(request)
                || HttpMethod.PATCH.equals(request.method()) && KYC_PATH.equals(request.path());
    }

    private static boolean isOver(int most, String contentLength) {
        try {
            return Long.parseLong(contentLength) > most;
        } catch (NumberFormatException absurd) {
            return true;
        }
    }

    /** Every request ends, by response, rejection or disconnect, which releases its body. */
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
        ContinueResponse.to(context);
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
        return Failure.invalid("body", "must arrive within " + timeout.toMillis() + " milliseconds");
    }

    private void refuse(Failure failure, RoutingContext context) {
        if (!context.response().ended()) {
            problems.write(failure, context);
        }
    }
}
