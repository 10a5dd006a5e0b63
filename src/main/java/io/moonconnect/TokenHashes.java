package io.moonconnect;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.moonconnect.caller.KeyedHash;
import io.moonconnect.moonpay.TokenHash;

/** Lends the keyed hash of {@code caller} to {@code moonpay}, which does not know that room. */
class TokenHashes {

    @Produces
    @Singleton
    TokenHash tokenHash() {
        return KeyedHash.ofThisProcess()::of;
    }
}
