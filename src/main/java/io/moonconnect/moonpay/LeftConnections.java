package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Leaves connections on which something other than MoonPay responded ({@link StatusCheck#isOfMoonPay}): a load balancer
 * may have bound them to an unavailable backend, or MoonPay may have moved to another address. An HTTP/1.1 connection
 * is closed, unless it carries the next call: Vert.x gives it to a waiting call before the end of a response is
 * handled. An HTTP/2 connection gets a GOAWAY: it carries no further calls and is closed when the running ones have
 * ended. At most one of these is left per {@link #PAUSE_NANOS}, so that many such responses do not cause as many
 * handshakes. Used only on the event loop of its connections.
 */
final class LeftConnections {

    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    /** Longer than a call with the default time-outs; one that runs longer is cut. */
    private static final int LONGEST_SECONDS = 30;

    private long last = System.nanoTime() - PAUSE_NANOS;

    /** Returns whether it is left. */
    boolean leave(KeptConnection kept) {
        long now = System.nanoTime();
        if (!kept.isHttp2() && kept.isIdle()) {
            kept.giveUp();
        } else if (kept.isHttp2() && now - last >= PAUSE_NANOS && !kept.isGone()) {
            last = now;
            kept.connection().shutdown(LONGEST_SECONDS, TimeUnit.SECONDS);
        } else {
            return false;
        }
        return true;
    }
}
