package io.moonconnect.moonpay.inflight;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.moonconnect.moonpay.permit.PermitClass;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** A call that a test sends and completes by hand. */
final class HeldCall {

    private final List<UniEmitter<? super String>> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    /** One caller's call. */
    static final class Asked implements SharedCall<String> {

        private final PermitClass permitClass;
        private final Supplier<Uni<String>> call;
        private volatile Duration patience;

        Asked(PermitClass permitClass, Duration patience, Supplier<Uni<String>> call) {
            this.permitClass = permitClass;
            this.patience = patience;
            this.call = call;
        }

        @Override
        public PermitClass permitClass() {
            return permitClass;
        }

        @Override
        public Duration patience() {
            return patience;
        }

        @Override
        public void allow(Duration other) {
            patience = other.compareTo(patience) > 0 ? other : patience;
        }

        @Override
        public Uni<String> send() {
            return call.get();
        }
    }

    Asked by(PermitClass permitClass) {
        return by(permitClass, Duration.ofSeconds(1));
    }

    Asked by(PermitClass permitClass, Duration patience) {
        return new Asked(permitClass, patience, this::make);
    }

    private Uni<String> make() {
        return Uni.createFrom().<String>emitter(made::add).onCancellation().invoke(cancelled::incrementAndGet);
    }

    int made() {
        return made.size();
    }

    int cancelled() {
        return cancelled.get();
    }

    void complete(int number, String item) {
        made.get(number).complete(item);
    }

    void fail(int number, Throwable failure) {
        made.get(number).fail(failure);
    }
}
