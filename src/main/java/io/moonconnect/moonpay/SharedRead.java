package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.function.Supplier;

import io.moonconnect.moonpay.inflight.SharedCall;
import io.moonconnect.moonpay.permit.PermitClass;
import io.smallrye.mutiny.Uni;

/**
 * A read that other callers may join.
 *
 * @param call the call to send
 * @param sending sends the call
 */
record SharedRead<T>(Call call, Supplier<Uni<Answer<T>>> sending) implements SharedCall<Answer<T>> {

    @Override
    public PermitClass permitClass() {
        return call.permitClass();
    }

    @Override
    public Duration patience() {
        return call.deadline().remaining();
    }

    @Override
    public void allow(Duration patience) {
        call.allow(patience);
    }

    @Override
    public Uni<Answer<T>> send() {
        return sending.get();
    }
}
