package io.moonconnect.webhook;

import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Deduplicates events. An event is claimed before delivery, and counts as delivered only once the sink has confirmed
 * it. A failed delivery releases its claim, and the claim of a crashed process expires, so that MoonPay's next delivery
 * is not treated as a duplicate.
 */
final class Claims {

    private final LocalClaims local;
    private final FleetClaims fleet;
    private final Counter dropped;

    Claims(LocalClaims local, FleetClaims fleet, MeterRegistry metrics) {
        this.local = local;
        this.fleet = fleet;
        this.dropped = Counter.builder("webhooks.deferred.dropped")
                .description("Signatures of webhooks answered with 503 that were dropped because there were too many")
                .register(metrics);
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

    /** Remembers the signature of an event that is answered with 503: it is taken after the tolerance, too. */
    Uni<Void> defer(String signature, String key) {
        long here = local.defer(signature, key);
        return fleet.defer(signature)
                .invoke(there -> dropped.increment(Math.max(here, there)))
                .replaceWithVoid();
    }

    /** Whether any replica has answered an event of this signature with 503. */
    Uni<Boolean> isDeferred(String signature, String key) {
        return local.isDeferred(signature)
                ? Uni.createFrom().item(true)
                : fleet.isDeferred(signature).invoke(known -> {
                    if (known) {
                        local.defer(signature, key);
                    }
                });
    }

    /** Forgets the signatures of an event that is safe. */
    Uni<Void> settle(String key) {
        List<String> signatures = local.settle(key);
        return signatures.isEmpty() ? Uni.createFrom().voidItem() : fleet.settle(signatures);
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
