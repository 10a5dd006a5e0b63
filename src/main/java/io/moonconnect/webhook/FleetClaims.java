package io.moonconnect.webhook;

import java.util.List;

import io.smallrye.mutiny.Uni;

/** Claims shared by all replicas. Calls do not fail, and complete within a short time-out. */
interface FleetClaims {

    /** For a replica without Redis. */
    FleetClaims NONE = new FleetClaims() {};

    /** Also {@link Claim#ACQUIRED} if the shared state is unavailable: a duplicate is preferable to a lost event. */
    default Uni<Claim> claim(String key) {
        return Uni.createFrom().item(Claim.ACQUIRED);
    }

    default Uni<Void> confirm(String key) {
        return Uni.createFrom().voidItem();
    }

    default Uni<Void> release(String key) {
        return Uni.createFrom().voidItem();
    }

    /** The keys that are known to be delivered. */
    default Uni<List<String>> safeOf(List<String> keys) {
        return Uni.createFrom().item(List.of());
    }
}
