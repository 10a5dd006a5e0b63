package io.moonconnect.problem;

import java.net.URI;

/**
 * All problem types of the API. The last segment of {@link #uri()} is stable: clients branch on it. {@link #status()}
 * applies unless the {@link Failure} has a more specific status.
 */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, "The request is not valid", Retry.NEVER),
    UNAUTHENTICATED("unauthenticated", 401, "Authentication failed", Retry.NEVER),
    MOONPAY_TOKEN_REJECTED("moonpay-token-rejected", 401, "MoonPay refused the access token", Retry.NEVER),
    FORBIDDEN("forbidden", 403, "The caller is not permitted to do this", Retry.NEVER),
    NOT_FOUND("not-found", 404, "Not found", Retry.NEVER),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed", Retry.NEVER),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable media type", Retry.NEVER),
    DISCLOSURE_UNKNOWN("disclosure-unknown", 409, "A disclosure is not known", Retry.NEVER),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The body is too large", Retry.NEVER),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type", Retry.NEVER),
    DEVICE_ADDRESS_UNKNOWN("device-address-unknown", 422, "No usable device address", Retry.NEVER),
    MOONPAY_REJECTED("moonpay-rejected", 422, "MoonPay refused the request", Retry.NEVER),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests", Retry.LATER),
    INTERNAL("internal", 500, "Internal error", Retry.NEVER),
    MOONPAY_CAPABILITY_NOT_ENABLED(
            "moonpay-capability-not-enabled",
            501,
            "MoonPay has not enabled this capability for the account",
            Retry.NEVER),
    MOONPAY_UNAVAILABLE("moonpay-unavailable", 502, "No valid response from MoonPay", Retry.LATER),
    MOONPAY_BUSY("moonpay-busy", 503, "MoonPay is busy", Retry.LATER),
    OVERLOADED("overloaded", 503, "This service is overloaded", Retry.LATER),
    AUDIT_UNAVAILABLE("audit-unavailable", 503, "The audit sink is not available", Retry.LATER),
    IDENTITY_PROVIDER_UNAVAILABLE(
            "identity-provider-unavailable", 503, "The identity provider is not available", Retry.LATER),
    MOONPAY_TIMEOUT("moonpay-timeout", 504, "MoonPay did not answer in time", Retry.LATER);

    private enum Retry {
        LATER,
        NEVER
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

    /** The last segment of the type's URI, for example {@code moonpay-timeout}. */
    public String slug() {
        return slug;
    }

    /** The RFC 9457 type: a stable identifier, not a page. */
    public URI uri() {
        return uri;
    }

    public int status() {
        return status;
    }

    /** A short human-readable title, the same for every problem of this type. */
    public String title() {
        return title;
    }

    /** Whether the same request may succeed later, unless the {@link Failure} knows better. */
    public boolean retryable() {
        return retry == Retry.LATER;
    }
}
