package io.moonconnect.moonpay;

/** Keyed hash of an access token. Whatever outlives a request holds this instead of the token. */
@FunctionalInterface
public interface TokenHash {

    /** @return equal for equal tokens within this process, and not reversible */
    String of(String token);
}
