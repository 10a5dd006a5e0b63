package io.moonconnect.simulator.wire;

/** The caller, by credential: the account's secret key, a connected customer, or an anonymous one. */
public record Visitor(Kind kind, String externalCustomerId, String customerId, boolean guest) {

    /** The kinds of credential. */
    public enum Kind {
        SECRET_KEY,
        CUSTOMER,
        ANONYMOUS,
        CONSENT
    }

    public static Visitor secretKey() {
        return new Visitor(Kind.SECRET_KEY, null, null, false);
    }

    public boolean is(Kind other) {
        return kind == other;
    }
}
