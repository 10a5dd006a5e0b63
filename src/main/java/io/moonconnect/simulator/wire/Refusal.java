package io.moonconnect.simulator.wire;

/** An error of MoonPay: the status and the text of {@code {code, type, message}}. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private Refusal(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    public static Refusal invalid(String message) {
        return new Refusal(400, "Invalid request", message);
    }

    public static Refusal unauthorized(String message) {
        return new Refusal(401, "Unauthorized", message);
    }

    public static Refusal forbidden(String message) {
        return new Refusal(403, "Forbidden", message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(404, "Not found", message);
    }

    public static Refusal conflict(String message) {
        return new Refusal(409, "Conflict", message);
    }

    public static Refusal tooMany(String message) {
        return new Refusal(429, "Too many requests", message);
    }

    /** With MoonPay's category for this status, as far as it is known. */
    public static Refusal of(int status, String message) {
        return switch (status) {
            case 400 -> invalid(message);
            case 401 -> unauthorized(message);
            case 403 -> forbidden(message);
            case 404 -> notFound(message);
            case 409 -> conflict(message);
            case 429 -> tooMany(message);
            default -> new Refusal(status, status < 500 ? "Request refused" : "Internal error", message);
        };
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }
}
