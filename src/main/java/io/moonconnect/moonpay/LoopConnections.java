package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * Connections per event loop. A call and its connection share one, so no byte changes threads, and a reset cannot
 * overtake the head of a response that is still queued.
 */
@Singleton
class LoopConnections {

    private final ConcurrentMap<EventLoop, Connections> byLoop = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final ConnectionSettings settings;
    private volatile boolean stopped;

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
        stopped = true;
        byLoop.values().forEach(Connections::stopKeepingWarm);
    }

    void close() {
        byLoop.values().forEach(Connections::close);
    }

    /**
     * The context of a call, and the connections of its event loop.
     *
     * @param connections for use only on that context
     */
    record Here(ContextInternal context, Connections connections) {}

    Here here() {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        return new Here(context, of(context));
    }

    /**
     * Waits for the first connection, so that no permit is spent long before its call can leave. Fails with a
     * {@link MoonPayFailure} if there is none.
     */
    Uni<Here> ready(Call call) {
        Here here = here();
        return here.connections().isReady()
                ? Uni.createFrom().item(here)
                : Uni.createFrom().emitter(emitter -> here.context().runOnContext(ready -> await(here, call, emitter)));
    }

    private static void await(Here here, Call call, UniEmitter<? super Here> emitter) {
        AtomicBoolean over = new AtomicBoolean();
        emitter.onTermination(() -> over.set(true));
        Promise<Void> ready = here.context().promise();
        here.connections().ready(over::get).onComplete(ready);
        Duration patience = call.deadline().butAtMost(call.attemptTimeout()).remaining();
        ready.future()
                .timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
                .onSuccess(connected -> emitter.complete(here))
                .onFailure(cause -> emitter.fail(ConnectFailure.of(cause)));
    }

    private Connections of(ContextInternal context) {
        EventLoop loop = context.nettyEventLoop();
        Connections connections = byLoop.computeIfAbsent(loop, newLoop -> new Connections(vertx, settings));
        if (stopped) {
            connections.stopKeepingWarm();
        }
        return connections;
    }
}
