package io.moonconnect.webhook;

import java.util.List;

import io.smallrye.mutiny.Uni;

/** Which events are being passed on, or have been, by any replica. None of its calls fails, or takes longer than a moment. */
interface FleetClaims {

    /** Those of a replica that knows of no others. */
    FleetClaims NONE = new FleetClaims() {};

    /** {@link Claim#OURS} too where it cannot be known: an event that comes twice is better than one that is lost. */
    default Uni<Claim> claim(String key) {
        return Uni.createFrom().item(Claim.OURS);
    }

    default Uni<Void> confirm(String key) {
        return Uni.createFrom().voidItem();
    }

    default Uni<Void> release(String key) {
        return Uni.createFrom().voidItem();
    }

    /** Those of these that are known to be safe. */
    default Uni<List<String>> safeOf(List<String> keys) {
        return Uni.createFrom().item(List.of());
    }
}
