package io.moonconnect.problem;

import java.net.URI;

/**
 * The one table of everything that can go wrong, as callers see it. The last part of {@link #uri()} is stable: clients
 * branch on it. {@link #status()} is what the type answers unless the failure itself knows a closer one.
 */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, "The request is not valid", Retry.POINTLESS),
    UNAUTHENTICATED("unauthenticated", 401, "The caller is not known", Retry.POINTLESS),
    MOONPAY_TOKEN_REJECTED("moonpay-token-rejected", 401, "MoonPay refused the access token", Retry.POINTLESS),
    FORBIDDEN("forbidden", 403, "The caller may not do this", Retry.POINTLESS),
    NOT_FOUND("not-found", 404, "There is no such thing", Retry.POINTLESS),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path does not take this method", Retry.POINTLESS),
    NOT_ACCEPTABLE("not-acceptable", 406, "No media type of the answer is accepted", Retry.POINTLESS),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The body is too large", Retry.POINTLESS),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body has the wrong media type", Retry.POINTLESS),
    DEVICE_ADDRESS_UNKNOWN(
            "device-address-unknown", 422, "No address that MoonPay could bind the session to", Retry.POINTLESS),
    MOONPAY_REJECTED("moonpay-rejected", 422, "MoonPay refused the request", Retry.POINTLESS),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests", Retry.WORTHWHILE),
    INTERNAL("internal", 500, "A fault of this service", Retry.POINTLESS),
    MOONPAY_CAPABILITY_NOT_ENABLED(
            "moonpay-capability-not-enabled",
            501,
            "MoonPay has not enabled this capability for the account",
            Retry.POINTLESS),
    MOONPAY_UNAVAILABLE("moonpay-unavailable", 502, "MoonPay gave no usable answer", Retry.WORTHWHILE),
    MOONPAY_BUSY("moonpay-busy", 503, "MoonPay takes no more requests right now", Retry.WORTHWHILE),
    OVERLOADED("overloaded", 503, "This service takes no more requests right now", Retry.WORTHWHILE),
    IDENTITY_PROVIDER_UNAVAILABLE(
            "identity-provider-unavailable", 503, "Identities cannot be checked right now", Retry.WORTHWHILE),
    MOONPAY_TIMEOUT("moonpay-timeout", 504, "MoonPay did not answer in time", Retry.WORTHWHILE);

    private enum Retry {
        WORTHWHILE,
        POINTLESS
    }

    private static final String BASE = "https://moonconnect.io/problems/";

    private final String slug;
    private final URI uri;
    private final int status;
    private final String title;
    private final Retry retry;

    ProblemType(String slug, int status, String title, Retry retry) {
        this.slug = slug;
        this.uri = URI.create(BASE + slug);
        this.status = status;
        this.title = title;
        this.retry = retry;
    }

    /** The last part of the type's URI, for example {@code moonpay-timeout}. */
    public String slug() {
        return slug;
    }

    /** The type as RFC 9457 has it: a stable identifier, not a page. */
    public URI uri() {
        return uri;
    }

    public int status() {
        return status;
    }

    /** A short sentence for people, the same for every problem of this type. */
    public String title() {
        return title;
    }

    /** Whether the very same request may succeed later. */
    public boolean retryable() {
        return retry == Retry.WORTHWHILE;
    }
}
