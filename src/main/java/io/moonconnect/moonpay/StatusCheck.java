package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.Optional;

import io.moonconnect.moonpay.wire.ErrorEnvelope;

/** Maps the status of MoonPay's response to a failure. No other class looks at it. */
final class StatusCheck {

    private StatusCheck() {}

    /** Empty for a success. */
    static Optional<MoonPayFailure> failureIn(Response response, Call call) {
        int status = response.status();
        String requestId = response.requestId();
        return switch (status) {
            case 200, 201, 204 -> Optional.empty();
            case 400, 422 -> Optional.of(rejected(422, response, call));
            case 403, 409 -> Optional.of(rejected(status, response, call));
            case 401 ->
                Optional.of(
                        call.byKey()
                                ? MoonPayFailure.of(
                                        Outcome.KEY_REFUSED, "MoonPay rejected the key of this service.", requestId)
                                : MoonPayFailure.of(
                                        Outcome.TOKEN_REJECTED,
                                        "The access token is wrong or has expired.",
                                        requestId));
            case 404 -> Optional.of(notFound(response));
            case 429 -> Optional.of(MoonPayFailure.rateLimited(response.retryAfter(), requestId));
            case 502, 503 -> Optional.of(unavailable(response).repeatableAfter(pause(response)));
            case 504 ->
                Optional.of(MoonPayFailure.of(Outcome.TIMEOUT, "MoonPay responded with a time-out.", requestId)
                        .repeatableAfter(Duration.ZERO));
            default -> Optional.of(unavailable(response));
        };
    }

    private static MoonPayFailure unavailable(Response response) {
        return MoonPayFailure.of(
                Outcome.UNAVAILABLE, "MoonPay answered with status " + response.status() + ".", response.requestId());
    }

    private static Duration pause(Response response) {
        return response.retryAfter().orElse(Duration.ZERO);
    }

    private static MoonPayFailure rejected(int status, Response response, Call call) {
        String message = ErrorEnvelope.read(response.body())
                .map(ErrorEnvelope::message)
                .map(call::withheldFrom)
                .map(ErrorEnvelope::bounded)
                .filter(text -> !text.isEmpty())
                .orElse("MoonPay gave no reason.");
        return MoonPayFailure.rejected(status, message, response.requestId());
    }

    /** MoonPay's router answers a capability that is not enabled with a 404 that lacks the error envelope. */
    private static MoonPayFailure notFound(Response response) {
        return ErrorEnvelope.read(response.body()).isPresent()
                ? MoonPayFailure.of(Outcome.NOT_FOUND, "MoonPay has no such resource.", response.requestId())
                : MoonPayFailure.of(
                        Outcome.CAPABILITY_NOT_ENABLED,
                        "MoonPay must enable this capability for the account first.",
                        response.requestId());
    }
}
