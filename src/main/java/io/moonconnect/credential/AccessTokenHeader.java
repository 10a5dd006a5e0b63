package io.moonconnect.credential;

import java.util.Optional;

/** The header with the connected customer's access token as it was sent, well-formed or not. {@link #toString()} masks it. */
public final class AccessTokenHeader {

    public static final String NAME = "MoonPay-Access-Token";

    private final String value;

    private AccessTokenHeader(String value) {
        this.value = value;
    }

    /** By this name Quarkus REST finds it for a parameter of a resource. */
    public static AccessTokenHeader valueOf(String value) {
        return new AccessTokenHeader(value);
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Empty where it is malformed. */
    public Optional<AccessToken> token() {
        return AccessToken.parse(value);
    }

    /** What stands for it where it must not be. */
    public String hashed(KeyedHash hash) {
        return hash.of(value);
    }

    @Override
    public String toString() {
        return "AccessTokenHeader[masked]";
    }
}
