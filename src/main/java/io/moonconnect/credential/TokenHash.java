package io.moonconnect.credential;

import jakarta.inject.Singleton;

/** Keyed hash of an access token. Whatever outlives a request holds this instead of the token. */
@Singleton
public class TokenHash {

    private final KeyedHash hash = KeyedHash.ofThisProcess();

    /** @return equal for equal tokens within this process, and not reversible */
    public String of(AccessToken token) {
        return token.hashed(hash);
    }
}
