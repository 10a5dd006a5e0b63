package io.moonconnect.moonpay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.MediaType;

import io.moonconnect.http.AsciiSet;
import io.moonconnect.moonpay.wire.ErrorEnvelope;
import io.vertx.core.MultiMap;

/** A complete response of MoonPay, with any status. Used only on the event loop of its call. */
final class Response {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private static final Pattern JSON = Pattern.compile("(?i)application/([a-z0-9.-]{1,100}\\+)?json *(;.*)?");

    private static final String JSON_SPACE = " \t\r\n";

    /** Caps an implausible Retry-After. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private static final int MAX_REQUEST_ID = 128;

    /** Safe in a response header. */
    private static final AsciiSet VISIBLE = AsciiSet.between('!', '~');

    private final int status;
    private final MultiMap headers;
    private final byte[] body;

    private boolean isErrorRead;

    /** Null if the body is not JSON, or has not been read. */
    private ErrorEnvelope error;

    Response(int status, MultiMap headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** Masked: headers and body can contain anything. */
    @Override
    public String toString() {
        return "Response[" + status + ", masked]";
    }

    /** MoonPay's request id; null if absent or unsafe to relay. */
    String requestId() {
        String id = headers.get("X-Request-Id");
        boolean safe = id != null && !id.isEmpty() && id.length() <= MAX_REQUEST_ID && VISIBLE.containsAll(id);
        return safe ? id : null;
    }

    /** Whether the content type is JSON or absent; HTML, for example, comes from a proxy and not from MoonPay. */
    private boolean mayBeJson() {
        String type = headers.get("Content-Type");
        return type == null
                || type.equals(MediaType.APPLICATION_JSON)
                || JSON.matcher(type).matches();
    }

    /** Whether there is an object or a list of JSON, which may be cut off. */
    boolean beginsAsJson() {
        int start = 0;
        while (start < body.length && JSON_SPACE.indexOf(body[start]) >= 0) {
            start++;
        }
        return start < body.length && (body[start] == '{' || body[start] == '[') && mayBeJson();
    }

    /** MoonPay's error for this status; empty for any other body. */
    Optional<ErrorEnvelope> envelope() {
        return json().filter(own -> own.isOf(status));
    }

    /** Whether there is a body that is not JSON. */
    boolean isPage() {
        return body.length > 0 && json().isEmpty();
    }

    /** The body, parsed once, as an error; empty if it is not JSON. */
    private Optional<ErrorEnvelope> json() {
        if (!isErrorRead) {
            isErrorRead = true;
            error = mayBeJson() ? ErrorEnvelope.read(body).orElse(null) : null;
        }
        return Optional.ofNullable(error);
    }

    /** {@code Date}, unparsed; null if absent. */
    String date() {
        return headers.get("Date");
    }

    /** {@code Retry-After} in either of its forms. */
    Optional<Duration> retryAfter() {
        String value = headers.get("Retry-After");
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> wait = SECONDS.matcher(value).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                : HttpDate.parse(value).flatMap(this::fromDate);
        return wait.filter(duration -> !duration.isNegative())
                .map(duration -> duration.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : duration);
    }

    private Optional<Duration> fromDate(Instant until) {
        return HttpDate.parse(date()).map(now -> Duration.between(now, until));
    }
}
