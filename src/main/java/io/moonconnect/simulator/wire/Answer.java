package io.moonconnect.simulator.wire;

import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** A response: status, headers in addition to the default ones, and the bytes of the body. */
public record Answer(int status, Map<String, String> headers, Buffer body) {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final Map<String, String> JSON = Map.of(CONTENT_TYPE, "application/json; charset=utf-8");

    public static Answer bare(JsonObject body) {
        return json(200, body);
    }

    /** MoonPay's envelope of every successful response other than the session's. */
    public static Answer data(Object data) {
        return bare(JsonObject.of("data", data));
    }

    public static Answer json(int status, JsonObject body) {
        return new Answer(status, JSON, body.toBuffer());
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), Buffer.buffer());
    }

    public static Answer refused(Refusal refusal) {
        return json(
                refusal.status(),
                JsonObject.of("code", refusal.status(), "type", refusal.type(), "message", refusal.getMessage()));
    }

    /** The response of MoonPay's router if a path, or its capability for the account, does not exist. */
    public static Answer cannot(String method, String path, boolean plainText) {
        String message = "Cannot " + method + " " + path;
        if (plainText) {
            return new Answer(404, Map.of(CONTENT_TYPE, "text/plain; charset=utf-8"), Buffer.buffer(message));
        }
        return json(404, JsonObject.of("message", message, "error", "Not Found", "statusCode", 404));
    }

    public static Answer literal(int status, Map<String, String> headers, Buffer body) {
        return new Answer(status, headers, body);
    }
}
