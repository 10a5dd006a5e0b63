package io.moonconnect.webhook;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Deduplicates events. An event is claimed before delivery, and counts as delivered only once the sink has confirmed
 * it. A failed delivery releases its claim, and the claim of a crashed process expires, so that MoonPay's next delivery
 * is not treated as a duplicate.
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
        if (here != Claim.ACQUIRED) {
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

    /** The keys that any replica has delivered. */
    Uni<List<String>> safeOf(List<String> keys) {
        return fleet.safeOf(keys);
    }

    private void settle(String key, Claim there) {
        switch (there) {
            case SAFE -> local.confirm(key);
            case UNDER_WAY -> local.release(key);
            case ACQUIRED -> {
                // The local claim is kept, too.
            }
        }
    }
}
