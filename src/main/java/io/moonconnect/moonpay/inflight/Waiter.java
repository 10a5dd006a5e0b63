package io.moonconnect.moonpay.inflight;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** A caller that waits for a shared call. It gets the result on its own Vert.x context. */
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

    private void onOwnContext(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            context.runOnContext(ignored -> task.run());
        }
    }
}
