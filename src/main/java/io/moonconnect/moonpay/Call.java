package io.moonconnect.moonpay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.ConsentToken;
import io.moonconnect.credential.SecretKey;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.observability.Tracing;
import io.moonconnect.time.Deadline;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** One call to MoonPay, which may be sent more than once. Callers' values enter the URL here only, percent-encoded. */
final class Call {

    private final Operation operation;
    private final PermitClass permitClass;
    private volatile Deadline deadline;
    private final Duration attemptTimeout;
    private final RequestOptions options;
    private Buffer body;
    private boolean byKey;
    private boolean consent;
    private boolean once;
    private String methodType;
    private String customer;
    private Span span;
    private UnaryOperator<String> withhold = UnaryOperator.identity();

    private Call(Operation operation, PermitClass permitClass, Deadline deadline, Duration attemptTimeout) {
        this.operation = operation;
        this.permitClass = permitClass;
        this.deadline = deadline;
        this.attemptTimeout = attemptTimeout;
        this.options = new RequestOptions().setMethod(operation.method()).setURI(operation.path());
    }

    /**
     * @param deadline for the whole call: waiting for a permit, attempts and retries
     * @param attemptTimeout for a single attempt, once its permit is granted
     */
    static Call of(Operation operation, PermitClass permitClass, Deadline deadline, Duration attemptTimeout) {
        return new Call(operation, permitClass, deadline, attemptTimeout);
    }

    /** Appends a fixed part of the operation's path. */
    Call path(String fixed) {
        options.setURI(options.getURI() + fixed);
        return this;
    }

    Call segment(String value) {
        options.setURI(options.getURI() + "/" + encode(value));
        return this;
    }

    Call query(Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach((name, value) -> query.add(name + "=" + encode(value)));
        options.setURI(options.getURI() + query);
        return this;
    }

    Call with(SecretKey key) {
        options.putHeader("X-Api-Key", key.header());
        byKey = true;
        return withholding(key::withheldFrom);
    }

    Call with(AccessToken token) {
        String header = token.header();
        options.putHeader("Authorization", header);
        return withholding(token::withheldFrom).of(header);
    }

    /** In addition to the secret key. MoonPay's 401 is then about this token, which is used once. */
    Call with(ConsentToken token) {
        String header = token.header();
        options.putHeader("Authorization", header);
        consent = true;
        return withholding(token::withheldFrom).of(header);
    }

    /**
     * Masks what a message of MoonPay may echo. Masks that were added later are applied first: a caller's value may be
     * a part of a credential, whose mask is added last.
     */
    Call withholding(UnaryOperator<String> mask) {
        UnaryOperator<String> others = withhold;
        withhold = message -> others.apply(mask.apply(message));
        return this;
    }

    /** @param identity of the customer whom the call concerns */
    Call of(String identity) {
        customer = identity;
        return this;
    }

    /** The customer whom the call concerns, as a hash; 0 for none. */
    int customer() {
        return customer == null ? 0 : customer.hashCode();
    }

    Call json(byte[] json) {
        body = Buffer.buffer(json);
        options.putHeader("Content-Type", "application/json");
        return this;
    }

    /** Disables retries. */
    Call once() {
        once = true;
        return this;
    }

    /** @param type of the payment method that the call is about; null for none */
    Call about(String type) {
        methodType = type;
        return this;
    }

    String methodType() {
        return methodType;
    }

    /** Propagates the trace to MoonPay; {@link #note} adds events to this span. */
    void tracedBy(Span newSpan) {
        span = newSpan;
        options.putHeader(Tracing.HEADER, Tracing.header(newSpan));
    }

    void note(String event) {
        if (span != null) {
            span.addEvent(event);
        }
    }

    /** What follows after an attempt that failed. */
    Seen.Next next(MoonPayFailure failure) {
        Seen.Next next = failure.seen().next(operation);
        return once && next == Seen.Next.RETRY ? Seen.Next.FAIL : next;
    }

    /** Whether a first attempt with an unknown outcome has deleted what a second one did not find. */
    boolean isDeletedBy(Throwable first, Throwable second) {
        return operation.method() == HttpMethod.DELETE
                && Outcome.of(second) == Outcome.NOT_FOUND
                && first instanceof MoonPayFailure unknown
                && unknown.seen().isUnclear();
    }

    /** Whether it authenticates by the secret key and not by a customer's token. */
    boolean byKey() {
        return byKey && !consent;
    }

    /** The name of the token that it authenticates by. */
    String tokenName() {
        return consent ? "consent token" : "access token";
    }

    /** The failure as reported to the caller. */
    MoonPayFailure asReported(MoonPayFailure failure) {
        return next(failure) == Seen.Next.UNKNOWN ? failure.withUnknownOutcomeNamed() : failure;
    }

    /** Masks the call's credentials and personal values in a message of MoonPay, which may echo them. */
    String withheldFrom(String message) {
        return withhold.apply(message);
    }

    Operation operation() {
        return operation;
    }

    PermitClass permitClass() {
        return permitClass;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Extends the deadline, also in flight, for a waiter with a later one. Never called concurrently. */
    void allow(Duration patience) {
        deadline = deadline.butAtLeast(patience);
    }

    Duration attemptTimeout() {
        return attemptTimeout;
    }

    RequestOptions options() {
        return options;
    }

    Future<HttpClientResponse> sendOn(HttpClientRequest request) {
        return body == null ? request.send() : request.send(body);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
