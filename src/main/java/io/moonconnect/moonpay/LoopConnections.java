package io.moonconnect.moonpay;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;

/**
 * Connections per event loop. A call and its connection share one, so no byte changes threads, and a reset cannot
 * overtake the head of a response that is still queued.
 */
final class LoopConnections {

    private final ConcurrentMap<EventLoop, Connections> byLoop = new ConcurrentHashMap<>();
    private final Supplier<Connections> maker;

    LoopConnections(Supplier<Connections> maker) {
        this.maker = maker;
    }

    /** Use only on that context. */
    Connections of(Context context) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        return byLoop.computeIfAbsent(loop, newLoop -> maker.get());
    }
}
