package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * Connections per event loop. A call and its connection share one, so no byte changes threads, and a reset cannot
 * overtake the head of a response that is still queued.
 */
@ApplicationScoped
class LoopConnections {

    private final ConcurrentMap<EventLoop, Connections> byLoop = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final ConnectionSettings settings;

    @Inject
    LoopConnections(Vertx vertx, MoonPayConfig config, MoonPaySettings moonPay) {
        this(vertx, ConnectionSettings.of(config, moonPay));
    }

    LoopConnections(Vertx vertx, ConnectionSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** Opens them ahead of calls, in the background: neither the startup nor readiness waits for MoonPay. */
    @Startup
    void keepWarm() {
        if (settings.warm() > 0) {
            VertxInternal internal = (VertxInternal) vertx;
            for (EventExecutor loop : internal.getEventLoopGroup()) {
                ContextInternal context = internal.createEventLoopContext(
                        (EventLoop) loop, null, Thread.currentThread().getContextClassLoader());
                context.runOnContext(started -> of(context));
            }
        }
    }

    @Shutdown
    void stop() {
        byLoop.values().forEach(Connections::stopKeepingWarm);
    }

    /**
     * Waits for the first connection, so that no permit is spent long before its call can leave. Fails with a
     * {@link MoonPayFailure} if there is none.
     */
    Uni<Void> ready(Call call) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        Connections ofLoop = of(context);
        return ofLoop.isReady()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().emitter(emitter -> context.runOnContext(ready -> await(ofLoop, call, emitter)));
    }

    private static void await(Connections connections, Call call, UniEmitter<? super Void> emitter) {
        AtomicBoolean over = new AtomicBoolean();
        emitter.onTermination(() -> over.set(true));
        Promise<Void> ready = ((ContextInternal) Vertx.currentContext()).promise();
        connections.ready(over::get).onComplete(ready);
        Duration patience = call.deadline().butAtMost(call.attemptTimeout()).remaining();
        ready.future()
                .timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
                .onSuccess(emitter::complete)
                .onFailure(cause -> emitter.fail(ConnectFailure.of(cause)));
    }

    /** Use only on that context. */
    Connections of(Context context) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        return byLoop.computeIfAbsent(loop, newLoop -> new Connections(vertx, settings));
    }
}
