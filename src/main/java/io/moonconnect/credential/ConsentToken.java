package io.moonconnect.credential;

/**
 * A customer's consent to the export of their data, from MoonPay's frame: single use, forwarded as a bearer token.
 * {@link #toString()} masks it.
 */
public final class ConsentToken {

    public static final String NAME = "MoonPay-Consent-Token";

    private final String value;

    private ConsentToken(String value) {
        this.value = value;
    }

    /** Quarkus REST calls this method for parameters of resources; the value is unverified. */
    public static ConsentToken valueOf(String value) {
        return new ConsentToken(value);
    }

    /** Whether it is a bearer token (RFC 6750) of at most 8 KiB. */
    public boolean isBearerToken() {
        return AccessToken.isBearerToken(value);
    }

    /** The value of MoonPay's {@code Authorization} header. */
    public String header() {
        return "Bearer " + value;
    }

    /** Masks the token in a message of MoonPay, which may echo it. */
    public String withheldFrom(String message) {
        return message.replace(value, toString());
    }

    /** For whatever outlives the request. */
    public String hashed(KeyedHash hash) {
        return hash.of(value);
    }

    @Override
    public String toString() {
        return "ConsentToken[masked]";
    }
}
