package io.moonconnect.moonpay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

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
    private final Deadline deadline;
    private final RequestOptions options;
    private Buffer body;
    private boolean byKey;
    private UnaryOperator<String> withhold = UnaryOperator.identity();

    private Call(Operation operation, Deadline deadline) {
        this.operation = operation;
        this.deadline = deadline;
        this.options = new RequestOptions().setMethod(operation.method()).setURI(operation.path());
    }

    static Call of(Operation operation, Deadline deadline) {
        return new Call(operation, deadline);
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

    Deadline deadline() {
        return deadline;
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
