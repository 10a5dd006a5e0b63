package io.moonconnect.simulator.fault;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Operation;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * A rule that makes calls fail.
 *
 * @param operation an operation id, or {@code *} for all
 * @param paymentMethodType only quotes of this type, or null for any
 * @param status of the kinds {@code status}, {@code literal}, {@code redirect} and {@code oversize}
 * @param delayMillis delay before the response, for every kind
 * @param intervalMillis between two bytes of {@code drip}
 * @param bytes size of the {@code oversize} body
 * @param share share of the calls that are affected, 0 to 1
 * @param headers of {@code literal} and {@code status}; a null value removes a default header
 * @param body of {@code literal}, or the message of {@code status}
 */
public record Fault(
        String operation,
        String paymentMethodType,
        Kind kind,
        int status,
        long delayMillis,
        long intervalMillis,
        int bytes,
        double share,
        Map<String, String> headers,
        Buffer body) {

    private static final int TWO_MIB = 2 * 1024 * 1024;
    private static final long TENTH_OF_A_SECOND = 100;

    /** The kind of failure. */
    public enum Kind {
        /** The correct response, delayed. */
        DELAY(0),
        /** MoonPay's error envelope with this status. */
        STATUS(500),
        /** The connection is closed before the first byte of the response. */
        DROP(0),
        /** A TCP reset before the first byte of the response. */
        ABORT(0),
        /** No response; the connection stays open. */
        HANG(0),
        /** Half of the response, then a TCP reset. */
        RESET(0),
        /** Half of the response, then an orderly close. */
        TRUNCATE(0),
        /** A 200 whose body is not JSON. */
        MALFORMED(200),
        /** The correct response, byte by byte. */
        DRIP(0),
        /** A redirect to another host. */
        REDIRECT(302),
        /** Valid JSON of a large size, without a declared length. */
        OVERSIZE(200),
        /** Exactly these bytes. */
        LITERAL(200);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        static Kind of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("kind has to be one of " + Arrays.toString(values())));
        }
    }

    public static Fault of(Body body) {
        String operation = body.text("operation").orElse("*");
        if (!"*".equals(operation) && Operation.byId(operation).isEmpty()) {
            throw Refusal.invalid("operation is not one of MoonPay's: " + operation);
        }
        Kind kind = Kind.of(body.requiredText("kind"));
        return new Fault(
                operation,
                body.text("paymentMethodType").orElse(null),
                kind,
                body.number("status").map(Number::intValue).orElse(kind.status),
                body.number("delayMillis").map(Number::longValue).orElse(0L),
                body.number("intervalMillis").map(Number::longValue).orElse(TENTH_OF_A_SECOND),
                body.number("bytes").map(Number::intValue).orElse(TWO_MIB),
                body.number("share").map(Number::doubleValue).orElse(1.0),
                headers(body),
                bytes(body));
    }

    boolean strikes(Operation called, String typeAsked) {
        return ("*".equals(operation) || operation.equals(called.id()))
                && (paymentMethodType == null || paymentMethodType.equals(typeAsked));
    }

    public JsonObject json() {
        return JsonObject.of(
                "operation", operation,
                "paymentMethodType", paymentMethodType,
                "kind", kind.name().toLowerCase(),
                "status", status,
                "delayMillis", delayMillis,
                "share", share);
    }

    private static Map<String, String> headers(Body body) {
        JsonObject given = body.object("headers").map(Body::json).orElseGet(JsonObject::new);
        Map<String, String> headers = new LinkedHashMap<>();
        given.forEach(entry ->
                headers.put(entry.getKey(), entry.getValue() == null ? null : String.valueOf(entry.getValue())));
        return headers;
    }

    private static Buffer bytes(Body body) {
        try {
            Optional<byte[]> encoded =
                    body.text("bodyBase64").map(text -> Base64.getDecoder().decode(text));
            return encoded.map(Buffer::buffer)
                    .orElseGet(() -> Buffer.buffer(body.text("body").orElse("")));
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.invalid("bodyBase64 has to be Base64");
        }
    }
}
