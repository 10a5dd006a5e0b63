package io.moonconnect.testing;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A rule of what goes wrong, for {@link SimulatorControl#add}; the operation is an operation id or {@code *}. */
public final class SimulatorFault {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode json;

    private SimulatorFault(ObjectNode json) {
        this.json = json;
    }

    /** The right answer, only later. */
    public static SimulatorFault delay(String operation, Duration delay) {
        return of(operation, "delay").after(delay);
    }

    /** MoonPay's error envelope with this status. */
    public static SimulatorFault status(String operation, int status) {
        return of(operation, "status").with("status", status);
    }

    /** MoonPay's error envelope with this status and message. */
    public static SimulatorFault status(String operation, int status, String message) {
        SimulatorFault fault = status(operation, status);
        return new SimulatorFault(fault.json.put("body", message));
    }

    /** The connection is closed before a single byte of an answer. */
    public static SimulatorFault drop(String operation) {
        return of(operation, "drop");
    }

    /** A TCP reset before a single byte of an answer. */
    public static SimulatorFault abort(String operation) {
        return of(operation, "abort");
    }

    /** No answer, and the connection stays open. */
    public static SimulatorFault hang(String operation) {
        return of(operation, "hang");
    }

    /** Half of the answer, then a TCP reset. */
    public static SimulatorFault reset(String operation) {
        return of(operation, "reset");
    }

    /** Half of the answer, then an orderly close. */
    public static SimulatorFault truncate(String operation) {
        return of(operation, "truncate");
    }

    /** A 200 whose body is not JSON. */
    public static SimulatorFault malformed(String operation) {
        return of(operation, "malformed");
    }

    /** The right answer, byte by byte. */
    public static SimulatorFault drip(String operation, Duration interval) {
        return of(operation, "drip").with("intervalMillis", interval.toMillis());
    }

    /** A redirect to elsewhere on the same origin. */
    public static SimulatorFault redirect(String operation, int status) {
        return of(operation, "redirect").with("status", status);
    }

    /** Valid JSON of this size, without a declared length. */
    public static SimulatorFault oversize(String operation, int bytes) {
        return of(operation, "oversize").with("bytes", bytes);
    }

    /** The same as the body of an error. */
    public static SimulatorFault oversize(String operation, int status, int bytes) {
        return oversize(operation, bytes).with("status", status);
    }

    /** Exactly these bytes, as {@code application/json} unless a header says otherwise. */
    public static SimulatorFault literal(String operation, int status, byte[] body) {
        SimulatorFault fault = of(operation, "literal").with("status", status);
        return new SimulatorFault(
                fault.json.put("bodyBase64", Base64.getEncoder().encodeToString(body)));
    }

    /** Only quotes of this payment-method type. */
    public SimulatorFault forPaymentMethod(String type) {
        return new SimulatorFault(json.deepCopy().put("paymentMethodType", type));
    }

    /** Waited before the answer, in every kind of fault. */
    public SimulatorFault after(Duration delay) {
        return with("delayMillis", delay.toMillis());
    }

    /** So many times, then never again; without this, always. */
    public SimulatorFault times(int times) {
        return with("times", times);
    }

    /** Only this share of the calls, 0 to 1. */
    public SimulatorFault share(double share) {
        return new SimulatorFault(json.deepCopy().put("share", share));
    }

    /** Of {@code literal}, {@code status} and {@code redirect}; a null value takes a usual header away. */
    public SimulatorFault headers(Map<String, String> headers) {
        ObjectNode copy = json.deepCopy();
        ObjectNode node = copy.putObject("headers");
        headers.forEach(node::put);
        return new SimulatorFault(copy);
    }

    ObjectNode json() {
        return json;
    }

    private static SimulatorFault of(String operation, String kind) {
        return new SimulatorFault(
                JSON.createObjectNode().put("operation", operation).put("kind", kind));
    }

    private SimulatorFault with(String name, long value) {
        return new SimulatorFault(json.deepCopy().put(name, value));
    }
}
