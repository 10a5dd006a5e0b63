package io.moonconnect.webhook;

import java.time.Duration;
import java.util.List;

import io.smallrye.mutiny.Uni;

/** Claims shared by all replicas. Calls do not fail, and complete within a short time-out. */
interface FleetClaims {

    /** How long the signature of an event that was answered with 503 is taken. */
    Duration DEFERRED_LIFE = Duration.ofDays(1);

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

    /** Remembers the signature of an event that is answered with 503; returns the number of older ones dropped. */
    default Uni<Long> defer(String signature) {
        return Uni.createFrom().item(0L);
    }

    default Uni<Boolean> isDeferred(String signature) {
        return Uni.createFrom().item(false);
    }

    /** Forgets signatures of an event that is safe; its further deliveries are duplicates. */
    default Uni<Void> settle(List<String> signatures) {
        return Uni.createFrom().voidItem();
    }
}
