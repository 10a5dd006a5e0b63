package io.moonconnect.moonpay.inflight;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** One who waits for a shared call. It is told on the Vert.x context that it came from, whoever made the call. */
final class Waiter<V> {

    private final UniEmitter<? super V> emitter;
    private final Context context;

    Waiter(Vertx vertx, UniEmitter<? super V> emitter) {
        this.emitter = emitter;
        this.context = vertx.getOrCreateContext();
    }

    void complete(V item) {
        onOwnContext(() -> emitter.complete(item));
    }

    void fail(Throwable failure) {
        onOwnContext(() -> emitter.fail(failure));
    }

    private void onOwnContext(Runnable told) {
        if (Vertx.currentContext() == context) {
            told.run();
        } else {
            context.runOnContext(ignored -> told.run());
        }
    }
}
