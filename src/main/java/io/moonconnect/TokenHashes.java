package io.moonconnect;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.moonconnect.caller.KeyedHash;
import io.moonconnect.moonpay.TokenHash;

/** Provides the keyed hash of {@code caller} to {@code moonpay}, which must not depend on {@code caller}. */
class TokenHashes {

    @Produces
    @Singleton
    TokenHash tokenHash() {
        return KeyedHash.ofThisProcess()::of;
    }
}
