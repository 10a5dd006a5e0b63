package io.moonconnect.moonpay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.moonconnect.problem.Failure;

/**
 * A success of MoonPay.
 *
 * @param value the parsed body
 * @param requestId MoonPay's {@code X-Request-Id}; null without one
 * @param dateHeader MoonPay's {@code Date}, unparsed; null without one
 */
public record Answer<T>(T value, String requestId, String dateHeader) {

    /** {@code Date} has whole seconds. */
    private static final Duration DATE_PRECISION = Duration.ofSeconds(1);

    /** When MoonPay sent this, by its own clock. Parsed on demand: few callers need it. */
    public Optional<Instant> date() {
        return HttpDate.parse(dateHeader);
    }

    /**
     * The time at MoonPay, rounded up so that lifetimes derived from it are never too long; that of the local clock
     * without a {@code Date}.
     */
    public Instant moonPayTime(Clock clock) {
        return date().map(date -> date.plus(DATE_PRECISION)).orElseGet(clock::instant);
    }

    public <V> Answer<V> with(V other) {
        return new Answer<>(other, requestId, dateHeader);
    }

    /** This service's response, with MoonPay's request id. */
    public <B> RestResponse<B> respond(RestResponse.Status status, Function<T, B> body) {
        ResponseBuilder<B> response = ResponseBuilder.create(status, body.apply(value));
        if (requestId != null) {
            response.header(Failure.MOONPAY_REQUEST_ID, requestId);
        }
        return response.build();
    }

    public RestResponse<Void> noContent() {
        return respond(RestResponse.Status.NO_CONTENT, ignored -> null);
    }
}
