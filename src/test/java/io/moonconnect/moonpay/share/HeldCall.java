package io.moonconnect.moonpay.share;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** A call that a test ends by hand, as often as it is made. */
final class HeldCall {

    private final List<UniEmitter<? super String>> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    Uni<String> make() {
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
