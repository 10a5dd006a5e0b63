package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import io.moonconnect.moonpay.wire.ErrorEnvelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Decides who responded and with what failure, by status, content type and error envelope. No other class looks at
 * these. A CDN, a proxy or a load balancer on the way can respond, too; an error is MoonPay's own only with its
 * envelope, whose code repeats the status. A 429 and a 504 mean the same without it. A success is MoonPay's own only if
 * it is JSON or empty.
 */
final class StatusCheck {

    private static final Pattern ROUTER = Pattern.compile("\\bCannot [A-Z]+(?= /|\\s*$|[\"<])");

    /** Bytes of a body that are searched for it. */
    private static final int ROUTER_TEXT = 4096;

    private StatusCheck() {}

    /**
     * Whether the response looks like MoonPay's own (JSON, or its error envelope), so that the connection leads to it.
     * True for every 429: a new connection would not help.
     */
    static boolean isOfMoonPay(Response response) {
        return switch (response.status()) {
            case 200, 201, 204 -> isJsonOrEmpty(response);
            case 429 -> true;
            case 404 -> response.envelope().isPresent() || isOfTheRouter(response);
            default -> response.envelope().isPresent();
        };
    }

    /** Empty for a success. */
    static Optional<MoonPayFailure> failureIn(Response response, Call call) {
        return switch (response.status()) {
            case 200, 201, 204 -> pageAsSuccess(response);
            case 429 -> Optional.of(rateLimited(response));
            case 502, 503 ->
                Optional.of(unavailable(Seen.OUT_OF_SERVICE, response).pausing(pause(response)));
            case 504 -> Optional.of(timeout(response));
            default -> Optional.of(other(response, call));
        };
    }

    private static MoonPayFailure rateLimited(Response response) {
        Duration wait = response.retryAfter().orElse(MoonPayFailure.SOON);
        return MoonPayFailure.rateLimited(wait, response.requestId());
    }

    private static MoonPayFailure timeout(Response response) {
        String detail = "MoonPay responded with a time-out.";
        return MoonPayFailure.of(Outcome.TIMEOUT, Seen.OUT_OF_SERVICE, detail, response.requestId());
    }

    private static MoonPayFailure other(Response response, Call call) {
        boolean isRefusal = response.status() >= 400 && response.status() < 500;
        return isRefusal ? refused(response, call) : unavailable(Seen.UNUSABLE, response);
    }

    /** What responded may have passed the call on to MoonPay. */
    private static Optional<MoonPayFailure> pageAsSuccess(Response response) {
        return isJsonOrEmpty(response)
                ? Optional.empty()
                : Optional.of(notMoonPays(Outcome.PAGE, Seen.UNUSABLE, response));
    }

    /** JSON that is broken later on may be MoonPay's: it is malformed, and not a page. */
    private static boolean isJsonOrEmpty(Response response) {
        return response.beginsAsJson() || !response.isPage();
    }

    private static MoonPayFailure refused(Response response, Call call) {
        Optional<ErrorEnvelope> envelope = response.envelope();
        if (envelope.isPresent()) {
            return refused(response, call, envelope.get());
        }
        if (response.status() == 404 && isOfTheRouter(response)) {
            return refusal(
                    Outcome.CAPABILITY_NOT_ENABLED,
                    "MoonPay must enable this capability for the account first.",
                    response);
        }
        return notMoonPays(response.isPage() ? Outcome.PAGE : Outcome.NO_ENVELOPE, Seen.REFUSED, response);
    }

    private static MoonPayFailure refused(Response response, Call call, ErrorEnvelope envelope) {
        return switch (response.status()) {
            case 400, 422 -> rejected(422, response, call, envelope);
            case 403, 409 -> rejected(response.status(), response, call, envelope);
            case 401 ->
                call.byKey()
                        ? refusal(Outcome.KEY_REFUSED, "MoonPay rejected the key of this service.", response)
                        : refusal(
                                Outcome.TOKEN_REJECTED,
                                "The " + call.tokenName() + " is wrong or has expired.",
                                response);
            case 404 -> refusal(Outcome.NOT_FOUND, "MoonPay has no such resource.", response);
            default -> unavailable(Seen.UNUSABLE, response);
        };
    }

    /** MoonPay's router answers a capability that is not enabled with this text, as JSON, HTML or plain. */
    private static boolean isOfTheRouter(Response response) {
        byte[] body = response.body();
        return ROUTER.matcher(new String(body, 0, Math.min(body.length, ROUTER_TEXT), ISO_8859_1))
                .find();
    }

    private static MoonPayFailure refusal(Outcome outcome, String detail, Response response) {
        return MoonPayFailure.of(outcome, Seen.REFUSED, detail, response.requestId());
    }

    private static MoonPayFailure notMoonPays(Outcome outcome, Seen seen, Response response) {
        String detail = "The response with status " + response.status() + " is not MoonPay's.";
        return MoonPayFailure.of(outcome, seen, detail, response.requestId());
    }

    /** The same to callers, retries and circuit breakers; metrics and log tell who responded. */
    private static MoonPayFailure unavailable(Seen seen, Response response) {
        if (response.envelope().isEmpty()) {
            return notMoonPays(Outcome.GATEWAY_ERROR, seen, response);
        }
        String detail = "MoonPay answered with status " + response.status() + ".";
        return MoonPayFailure.of(Outcome.UNAVAILABLE, seen, detail, response.requestId());
    }

    private static Duration pause(Response response) {
        return response.retryAfter().orElse(Duration.ZERO);
    }

    private static MoonPayFailure rejected(int status, Response response, Call call, ErrorEnvelope envelope) {
        String message = ErrorEnvelope.bounded(call.withheldFrom(envelope.message()));
        return MoonPayFailure.rejected(
                status, message.isEmpty() ? "MoonPay gave no reason." : message, response.requestId());
    }
}
