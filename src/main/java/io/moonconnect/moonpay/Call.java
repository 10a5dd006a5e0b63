package io.moonconnect.moonpay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.SecretKey;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.observability.Tracing;
import io.moonconnect.time.Deadline;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

/**
 * One call to MoonPay, ready to be sent: the same value may be sent again. Every part of the URL that comes from a caller
 * is percent-encoded here, and nowhere else.
 */
final class Call {

    private final Operation operation;
    private final PermitClass permitClass;
    private volatile Deadline deadline;
    private final Duration attemptTimeout;
    private final RequestOptions options;
    private Buffer body;
    private boolean byKey;
    private boolean once;
    private String methodType;
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
     * @param deadline by which all is over: waiting for a permit, trying, and trying again
     * @param attemptTimeout how long a single attempt may take, permit in hand
     */
    static Call of(Operation operation, PermitClass permitClass, Deadline deadline, Duration attemptTimeout) {
        return new Call(operation, permitClass, deadline, attemptTimeout);
    }

    Call segment(String value) {
        options.setURI(options.getURI() + "/" + encode(value));
        return this;
    }

    /** Appends what is there of the parameters, in the order of the map. */
    Call query(Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach((name, value) -> query.add(name + "=" + encode(value)));
        options.setURI(options.getURI() + query);
        return this;
    }

    Call with(SecretKey key) {
        options.putHeader("X-Api-Key", key.header());
        byKey = true;
        withhold = key::withheldFrom;
        return this;
    }

    Call with(AccessToken token) {
        options.putHeader("Authorization", token.header());
        withhold = token::withheldFrom;
        return this;
    }

    Call json(byte[] json) {
        body = Buffer.buffer(json);
        options.putHeader("Content-Type", "application/json");
        return this;
    }

    /** However it ends, it is not tried again. */
    Call once() {
        once = true;
        return this;
    }

    /** @param type of the payment method that it is about; null where it is about none */
    Call about(String type) {
        methodType = type;
        return this;
    }

    String methodType() {
        return methodType;
    }

    /** Tells MoonPay of the trace, and the trace of what happens to the call from now on. */
    void tracedBy(Span newSpan) {
        span = newSpan;
        options.putHeader(Tracing.HEADER, Tracing.header(newSpan));
    }

    /** For the trace, if there is one. */
    void note(String event) {
        if (span != null) {
            span.addEvent(event);
        }
    }

    /** Whether sending it again does no harm, and may help. */
    boolean isRepeatable() {
        return operation.isSafe() && !once;
    }

    /** Whether it is made with our key, and not with a customer's token. */
    boolean byKey() {
        return byKey;
    }

    /** MoonPay's words without what the call was let in by. */
    String withheldFrom(String words) {
        return withhold.apply(words);
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

    /** Gives it more time, also while it is under way: somebody more patient waits for it, too. One at a time does this. */
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
