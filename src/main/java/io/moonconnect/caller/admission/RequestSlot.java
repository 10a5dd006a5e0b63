package io.moonconnect.caller.admission;

import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.ext.web.RoutingContext;

/** One request's place among those that are served at once. */
public final class RequestSlot {

    private static final String KEY = RequestSlot.class.getName();

    private final AtomicInteger inFlight;
    private boolean left;

    private RequestSlot(AtomicInteger inFlight) {
        this.inFlight = inFlight;
    }

    /** The request is served from now on, to the end of its answer or of its connection. */
    static void take(RoutingContext request, AtomicInteger inFlight) {
        RequestSlot slot = new RequestSlot(inFlight);
        request.put(KEY, slot);
        request.addEndHandler(ended -> slot.leave());
    }

    /** For an answer that goes on for long: there is a bound of its own on those. */
    public static void leave(RoutingContext request) {
        RequestSlot slot = request.remove(KEY);
        if (slot != null) {
            slot.leave();
        }
    }

    private void leave() {
        if (!left) {
            left = true;
            inFlight.decrementAndGet();
        }
    }
}
