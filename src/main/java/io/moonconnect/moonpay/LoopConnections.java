package io.moonconnect.moonpay;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;

/**
 * Connections for every event loop, so that a call and its connection are on the same one: no byte changes threads, and a
 * reset cannot overtake the head of an answer that still waits to be handed over.
 */
final class LoopConnections {

    private final ConcurrentMap<EventLoop, Connections> byLoop = new ConcurrentHashMap<>();
    private final Supplier<Connections> maker;

    LoopConnections(Supplier<Connections> maker) {
        this.maker = maker;
    }

    /** To be used on that context only. */
    Connections of(Context context) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        return byLoop.computeIfAbsent(loop, newLoop -> maker.get());
    }
}
