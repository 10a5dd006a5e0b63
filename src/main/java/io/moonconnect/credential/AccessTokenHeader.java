package io.moonconnect.credential;

import java.util.Optional;

/** The unverified value of the header with the customer's access token. {@link #toString()} masks it. */
public final class AccessTokenHeader {

    public static final String NAME = "MoonPay-Access-Token";

    private final String value;

    private AccessTokenHeader(String value) {
        this.value = value;
    }

    /** Quarkus REST calls this method for parameters of resources. */
    public static AccessTokenHeader valueOf(String value) {
        return new AccessTokenHeader(value);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Empty if it is malformed. */
    public Optional<AccessToken> token() {
        return AccessToken.parse(value);
    }

    /** For whatever outlives the request. */
    public String hashed(KeyedHash hash) {
        return hash.of(value);
    }

    @Override
    public String toString() {
        return "AccessTokenHeader[masked]";
    }
}
