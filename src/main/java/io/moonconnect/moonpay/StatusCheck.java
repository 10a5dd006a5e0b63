package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.Optional;

import io.moonconnect.moonpay.wire.ErrorEnvelope;

/** What a status of MoonPay's means for us: the one place that looks at it. */
final class StatusCheck {

    private StatusCheck() {}

    /**
     * The failure that a response stands for; empty where it is a success.
     *
     * @param secretKey whether the call was made with our key, and not with a customer's token
     */
    static Optional<MoonPayFailure> failureIn(Response response, boolean secretKey) {
        int status = response.status();
        String requestId = response.requestId();
        return switch (status) {
            case 200, 201, 204 -> Optional.empty();
            case 400, 422 -> Optional.of(rejected(422, response));
            case 403, 409 -> Optional.of(rejected(status, response));
            case 401 ->
                Optional.of(
                        secretKey
                                ? MoonPayFailure.of(Outcome.KEY_REFUSED, "MoonPay does not accept our key.", requestId)
                                : MoonPayFailure.of(
                                        Outcome.TOKEN_REJECTED,
                                        "The access token is wrong or has expired.",
                                        requestId));
            case 404 -> Optional.of(notFound(response));
            case 429 -> Optional.of(MoonPayFailure.rateLimited(response.retryAfter(), requestId));
            case 502, 503 -> Optional.of(unavailable(response).repeatableAfter(pause(response)));
            case 504 ->
                Optional.of(MoonPayFailure.of(Outcome.TIMEOUT, "MoonPay timed out itself.", requestId)
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

    private static MoonPayFailure rejected(int status, Response response) {
        String words = ErrorEnvelope.read(response.body())
                .map(ErrorEnvelope::message)
                .filter(message -> !message.isEmpty())
                .orElse("MoonPay gave no reason.");
        return MoonPayFailure.rejected(status, words, response.requestId());
    }

    /** MoonPay's router answers a capability that is not enabled with a 404 that lacks the error envelope. */
    private static MoonPayFailure notFound(Response response) {
        return ErrorEnvelope.read(response.body()).isPresent()
                ? MoonPayFailure.of(Outcome.NOT_FOUND, "MoonPay does not have it.", response.requestId())
                : MoonPayFailure.of(
                        Outcome.CAPABILITY_NOT_ENABLED,
                        "MoonPay has to enable it for the account first.",
                        response.requestId());
    }
}
