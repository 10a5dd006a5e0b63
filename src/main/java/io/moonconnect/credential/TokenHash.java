package io.moonconnect.credential;

import jakarta.inject.Singleton;

/** Stands for an access token where only sameness counts, so that nothing that outlives a request holds one. */
@Singleton
public class TokenHash {

    private final KeyedHash hash = KeyedHash.ofThisProcess();

    /** @return the same for the same token, in this process; it does not lead back to the token */
    public String of(AccessToken token) {
        return token.hashed(hash);
    }
}
