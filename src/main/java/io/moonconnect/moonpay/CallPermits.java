package io.moonconnect.moonpay;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.moonconnect.moonpay.permit.NoPermitException;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.moonpay.permit.PermitPool;
import io.smallrye.mutiny.Uni;

/** Acquires a permit for every attempt of a call, and pauses all calls after a 429. */
@Singleton
class CallPermits {

    private final PermitPool permits;
    private final Duration patience;
    private final CallMetrics metrics;

    CallPermits(PermitPool permits, PermitConfig config, CallMetrics metrics) {
        this.permits = permits;
        this.patience = config.permitWait();
        this.metrics = metrics;
    }

    /** Waits for {@code moonpay.permit-wait} at most, and never past the call's deadline. */
    Uni<CallPermit> acquire(Call call) {
        return permit(call, permits.acquire(call.permitClass(), atMost(patience, call)))
                .onFailure(MoonPayFailure.class)
                .invoke(refusal -> metrics.refused(call.operation(), refusal.outcome()));
    }

    private Uni<CallPermit> permit(Call call, Uni<Long> granted) {
        return granted.onFailure(NoPermitException.class)
                .transform(none -> MoonPayFailure.of(none))
                .map(time -> new CallPermit(time, () -> acquireAgain(call)));
    }

    /**
     * Waits for up to half of an attempt's time-out, or {@code moonpay.permit-wait} if that is longer: the call has
     * been granted a permit before, and where permits are granted in turn only, many that lapsed together need longer
     * than {@code moonpay.permit-wait}. A refusal ends the exchange, which is counted then.
     */
    private Uni<CallPermit> acquireAgain(Call call) {
        Duration half = call.attemptTimeout().dividedBy(2);
        Duration longer = half.compareTo(patience) > 0 ? half : patience;
        return permit(call, permits.acquireAgain(call.permitClass(), atMost(longer, call)));
    }

    private static Duration atMost(Duration longest, Call call) {
        return call.deadline().butAtMost(longest).remaining();
    }

    /** MoonPay limits the integration as a whole, so a 429 to one call pauses all. */
    void slowDownAfter(Throwable failure) {
        if (failure instanceof MoonPayFailure known && known.outcome() == Outcome.RATE_LIMITED) {
            known.retryAfter().ifPresent(permits::pause);
        }
    }
}
