package io.moonconnect.moonpay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;

/** What is known of an open connection. Used only on its event loop. */
final class KeptConnection {

    private static final Pattern TIMEOUT = Pattern.compile("(?i)(?:.*[,;\\s])?timeout\\s*=\\s*\"?([0-9]{1,6}).*");

    private static final long SECOND = 1_000_000_000;

    private static final int PING_BYTES = 8;

    /** No server has a reason for more pings and settings than these in {@link #FLOOD_NANOS}. */
    private static final int MOST_CONTROL_FRAMES = 1000;

    private static final long FLOOD_NANOS = 10 * SECOND;

    private final HttpConnection connection;
    private final boolean http2;
    private boolean used;
    private int calls;
    private long idleSince;
    private long checkedAt;
    private int lastStream = Integer.MAX_VALUE;
    private long announcedIdle = Long.MAX_VALUE;
    private long countedSince;
    private int controlFrames;
    private boolean pinged;
    private boolean givenUp;
    private boolean gone;

    KeptConnection(HttpConnection connection) {
        long now = System.nanoTime();
        this.connection = connection;
        // Only HTTP/2 has a window.
        this.http2 = connection.getWindowSize() >= 0;
        this.idleSince = now;
        this.checkedAt = now;
        this.countedSince = now;
    }

    HttpConnection connection() {
        return connection;
    }

    boolean isHttp2() {
        return http2;
    }

    /** Returns whether it has carried a call before. */
    boolean begin() {
        boolean before = used;
        used = true;
        calls++;
        return before;
    }

    /** @param headers of the response; null without one */
    void end(MultiMap headers) {
        long now = System.nanoTime();
        calls--;
        idleSince = now;
        checkedAt = now;
        if (headers != null) {
            read(headers);
        }
    }

    boolean isIdle() {
        return calls == 0;
    }

    long idleNanos(long now) {
        return now - idleSince;
    }

    /** Follows {@code Keep-Alive: timeout=}. */
    private void read(MultiMap headers) {
        String announced = http2 ? null : headers.get("Keep-Alive");
        if (announced != null) {
            Matcher timeout = TIMEOUT.matcher(announced);
            announcedIdle = timeout.matches()
                    ? IdleLimit.beforeClose(Long.parseLong(timeout.group(1)) * SECOND)
                    : Long.MAX_VALUE;
        }
    }

    /** The earlier of the limit and what the server has announced. */
    long idleLimit(long limit) {
        return Math.min(limit, announcedIdle);
    }

    /** Closes it because it is too old, or does not lead to MoonPay. */
    void giveUp() {
        givenUp = true;
        connection.close();
    }

    boolean isGivenUp() {
        return givenUp;
    }

    void gone() {
        gone = true;
    }

    /** Whether it takes no further calls: it is closed, or will be once its calls have ended. */
    boolean isGone() {
        return gone;
    }

    /** Over HTTP/2, closes it unless MoonPay answers a ping in time. */
    void ping(Vertx vertx, long timeoutMillis) {
        if (!http2 || pinged) {
            return;
        }
        pinged(true);
        long timer = vertx.setTimer(timeoutMillis, late -> connection.close());
        connection.ping(Buffer.buffer(new byte[PING_BYTES])).onComplete(answered -> {
            vertx.cancelTimer(timer);
            pinged(false);
        });
    }

    private void pinged(boolean inFlight) {
        pinged = inFlight;
        checkedAt = System.nanoTime();
    }

    /**
     * Over HTTP/2, closes it once MoonPay floods it with pings or settings, each of which is acknowledged. Netty bounds
     * only the acknowledgements that MoonPay does not read.
     */
    void closeOnFlood() {
        connection.pingHandler(ping -> onControlFrame());
        connection.remoteSettingsHandler(changed -> onControlFrame());
    }

    private void onControlFrame() {
        long now = System.nanoTime();
        if (now - countedSince >= FLOOD_NANOS) {
            countedSince = now;
            controlFrames = 0;
        }
        controlFrames++;
        if (controlFrames == MOST_CONTROL_FRAMES) {
            connection.close();
        }
    }

    /** How long nothing was received. */
    long silentNanos(long now) {
        return now - checkedAt;
    }

    /** MoonPay sent a GOAWAY: it ignores streams above this one. */
    void leaving(int lastProcessed) {
        lastStream = lastProcessed;
    }

    /** Known from MoonPay's GOAWAY only: Vert.x keeps its own, sent when it closes a connection, in the same field. */
    boolean ignores(int stream) {
        return stream > lastStream;
    }
}
