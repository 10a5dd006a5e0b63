package io.moonconnect.moonpay.inflight;

import java.time.Duration;

import io.moonconnect.moonpay.permit.PermitClass;
import io.smallrye.mutiny.Uni;

/** A call that others may wait for too. */
public interface SharedCall<V> {

    /** In which line it waits for a permit. */
    PermitClass permitClass();

    /** How long it may still take. */
    Duration patience();

    /** Somebody who is as patient as this waits for it too. */
    void allow(Duration patience);

    /** Makes it. */
    Uni<V> send();
}
