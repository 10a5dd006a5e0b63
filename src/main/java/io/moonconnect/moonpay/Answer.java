package io.moonconnect.moonpay;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.moonconnect.problem.Failure;

/**
 * What MoonPay answered, once it is known to be good.
 *
 * @param value what was read
 * @param requestId MoonPay's {@code X-Request-Id}; null where it sent none
 * @param dateHeader MoonPay's {@code Date} as it came; null where it sent none
 */
public record Answer<T>(T value, String requestId, String dateHeader) {

    /** When MoonPay sent this by its own clock; empty where it does not say. Only few answers are asked for it. */
    public Optional<Instant> date() {
        return HttpDate.parse(dateHeader);
    }

    /** The same answer about another value. */
    public <V> Answer<V> with(V other) {
        return new Answer<>(other, requestId, dateHeader);
    }

    /** An answer of ours made from MoonPay's, with MoonPay's request id. */
    public <B> RestResponse<B> respond(RestResponse.Status status, Function<T, B> body) {
        ResponseBuilder<B> response = ResponseBuilder.create(status, body.apply(value));
        if (requestId != null) {
            response.header(Failure.MOONPAY_REQUEST_ID, requestId);
        }
        return response.build();
    }

    /** An answer of ours without a body, with MoonPay's request id. */
    public RestResponse<Void> noContent() {
        return respond(RestResponse.Status.NO_CONTENT, ignored -> null);
    }
}
