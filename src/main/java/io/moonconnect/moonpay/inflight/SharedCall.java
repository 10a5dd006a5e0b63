package io.moonconnect.moonpay.inflight;

import java.time.Duration;

import io.moonconnect.moonpay.permit.PermitClass;
import io.smallrye.mutiny.Uni;

/** A call that other callers may join. */
public interface SharedCall<V> {

    /** Class of its permit. */
    PermitClass permitClass();

    /** Time left until its deadline. */
    Duration patience();

    /** Extends the deadline to at least this from now, for a waiter with a later one. */
    void allow(Duration patience);

    Uni<V> send();
}
