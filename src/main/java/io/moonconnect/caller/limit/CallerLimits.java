package io.moonconnect.caller.limit;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.moonconnect.caller.Caller;
import io.moonconnect.caller.limit.Limits.Use;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.credential.KeyedHash;

/** Rate limits per caller and per access token. Open callers have no identity, so only their token is limited. */
@Singleton
class CallerLimits {

    private final Limits limits;
    private final KeyedHash hash = KeyedHash.ofThisProcess();

    CallerLimits(Limits limits) {
        this.limits = limits;
    }

    /** @param token the MoonPay access token as sent, unverified; null if absent */
    void take(Caller caller, AccessTokenHeader token) {
        List<Use> uses = new ArrayList<>(2);
        if (caller instanceof Caller.Backend backend) {
            uses.add(new Use(LimitKind.BACKEND, backend.name()));
        } else if (caller instanceof Caller.Customer customer) {
            uses.add(new Use(LimitKind.CUSTOMER, hash.of(customer.externalCustomerId())));
        }
        if (token != null) {
            uses.add(new Use(LimitKind.TOKEN, token.hashed(hash)));
        }
        limits.take(uses);
    }
}
