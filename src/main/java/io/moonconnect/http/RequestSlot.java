package io.moonconnect.http;

import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.ext.web.RoutingContext;

/** A request's slot among the concurrent requests. */
public final class RequestSlot {

    private static final String KEY = RequestSlot.class.getName();

    private final AtomicInteger inFlight;
    private boolean released;

    private RequestSlot(AtomicInteger inFlight) {
        this.inFlight = inFlight;
    }

    /** Counts the request until its response or connection ends. */
    static void take(RoutingContext request, AtomicInteger inFlight) {
        RequestSlot slot = new RequestSlot(inFlight);
        request.put(KEY, slot);
        request.addEndHandler(ended -> slot.release());
    }

    /** Releases the slot of a streaming response; streams have a limit of their own. */
    public static void release(RoutingContext request) {
        RequestSlot slot = request.remove(KEY);
        if (slot != null) {
            slot.release();
        }
    }

    private void release() {
        if (!released) {
            released = true;
            inFlight.decrementAndGet();
        }
    }
}
