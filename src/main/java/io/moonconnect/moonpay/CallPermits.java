package io.moonconnect.moonpay;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.moonpay.permit.NoPermitException;
import io.moonconnect.moonpay.permit.PermitConfig;
import io.moonconnect.moonpay.permit.PermitPool;
import io.smallrye.mutiny.Uni;

/** Acquires a permit for every attempt of a call, and pauses all calls after a 429. */
@ApplicationScoped
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
        return permits.acquire(
                        call.permitClass(), call.deadline().butAtMost(patience).remaining())
                .onFailure(NoPermitException.class)
                .transform(none -> refused(call, none))
                .map(granted -> new CallPermit(granted, () -> acquire(call)));
    }

    /** MoonPay limits the integration as a whole, so a 429 to one call pauses all. */
    void slowDownAfter(Throwable failure) {
        if (failure instanceof MoonPayFailure known && known.outcome() == Outcome.RATE_LIMITED) {
            known.retryAfter().ifPresent(permits::pause);
        }
    }

    private MoonPayFailure refused(Call call, NoPermitException none) {
        MoonPayFailure refusal = MoonPayFailure.of(none);
        metrics.refused(call.operation(), refusal.outcome());
        return refusal;
    }
}
