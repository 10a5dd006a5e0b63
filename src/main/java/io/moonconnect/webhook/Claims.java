package io.moonconnect.webhook;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Tells an event from its duplicates. An event is claimed by who passes it on, and known as passed on only once that is
 * confirmed; a claim whose attempt has failed is released, and one whose process has died runs out, so that MoonPay's next
 * delivery of it is no duplicate.
 */
final class Claims {

    private final LocalClaims local;
    private final FleetClaims fleet;

    Claims(LocalClaims local, FleetClaims fleet) {
        this.local = local;
        this.fleet = fleet;
    }

    Uni<Claim> claim(String key) {
        Claim here = local.claim(key);
        if (here != Claim.OURS) {
            return Uni.createFrom().item(here);
        }
        return fleet.claim(key).invoke(there -> settle(key, there));
    }

    Uni<Void> confirm(String key) {
        local.confirm(key);
        return fleet.confirm(key);
    }

    Uni<Void> release(String key) {
        local.release(key);
        return fleet.release(key);
    }

    /** Those of these that any replica has passed on. */
    Uni<List<String>> safeOf(List<String> keys) {
        return fleet.safeOf(keys);
    }

    private void settle(String key, Claim there) {
        switch (there) {
            case SAFE -> local.confirm(key);
            case UNDER_WAY -> local.release(key);
            case OURS -> {
                // It stays claimed here as well.
            }
        }
    }
}
