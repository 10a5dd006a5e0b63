package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.vertx.core.Vertx;

/**
 * Maintains the open connections: checks silent ones by pings (HTTP/2), and closes those that are too old. If
 * configured, keeps connections open between calls, so that no customer waits for a handshake: they are opened at the
 * start, replaced before they are too old, and reopened when lost, at most six times a minute for each, with growing
 * pauses after failures. Used only on the event loop of its connections.
 */
final class WarmConnections {

    private static final long SWEEP_MILLIS = 1000;

    /** An HTTP/1.1 connection is replaced this long before it is too old. */
    private static final long LEAD_NANOS = Duration.ofMillis(2 * SWEEP_MILLIS).toNanos();

    private static final long ROUND_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_JITTER_MILLIS = 250;

    private final Vertx vertx;
    private final Connections connections;
    private final ConnectionSettings settings;
    private long roundBegan;
    private int openedInRound;
    private long pause;
    private long closedUntil = System.nanoTime();
    private volatile boolean stopped;

    WarmConnections(Vertx vertx, Connections connections, ConnectionSettings settings) {
        this.vertx = vertx;
        this.connections = connections;
        this.settings = settings;
        this.roundBegan = System.nanoTime() - ROUND_NANOS;
    }

    void start() {
        vertx.setPeriodic(jitter(), SWEEP_MILLIS, this::onTimer);
    }

    private void onTimer(long timer) {
        if (stopped) {
            vertx.cancelTimer(timer);
        } else {
            sweep();
        }
    }

    /** Before Vert.x closes its clients, which cannot open connections any more. May be called by any thread. */
    void stop() {
        stopped = true;
    }

    void succeeded() {
        pause = 0;
        closedUntil = System.nanoTime();
    }

    /** Several failures of one round count as one. */
    void failed() {
        if (System.nanoTime() - closedUntil < 0) {
            return;
        }
        pause = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, pause * 2));
        closedUntil =
                System.nanoTime() + pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
    }

    void lost(KeptConnection kept) {
        if (!kept.isHttp2() && kept.isIdle() && !kept.isGivenUp()) {
            long now = System.nanoTime();
            settings.idleLimit().closedAfter(kept.idleNanos(now), now);
        }
        if (!stopped) {
            vertx.setTimer(jitter(), timer -> sweep());
        }
    }

    private void sweep() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        long limit = settings.idleLimit().nanos(now);
        int usable = 0;
        List<KeptConnection> old = new ArrayList<>();
        for (KeptConnection kept : lastUsedFirst(now)) {
            if (kept.isHttp2()) {
                usable++;
                if (usable > settings.warm(false)
                        && kept.isIdle()
                        && kept.idleNanos(now) >= settings.idleLimit().configuredNanos()) {
                    old.add(kept);
                } else if (kept.silentNanos(now) >= settings.pingInterval().toNanos()) {
                    connections.ping(kept);
                }
                continue;
            }
            long left = kept.isIdle() ? kept.idleLimit(limit) - kept.idleNanos(now) : limit;
            if (left <= 0) {
                old.add(kept);
            } else if (left > Math.min(LEAD_NANOS, limit / 4)) {
                usable++;
            }
        }
        old.forEach(KeptConnection::giveUp);
        open(now, usable);
    }

    /**
     * Over HTTP/2, the first is kept. After a change of the proxy's credentials, calls no longer use an older connection.
     */
    private List<KeptConnection> lastUsedFirst(long now) {
        return connections.open().stream()
                .sorted(Comparator.comparingLong(kept -> kept.isIdle() ? kept.idleNanos(now) : 0))
                .toList();
    }

    private void open(long now, int usable) {
        int wanted = settings.warm(connections.isHttp1());
        if (now - roundBegan >= ROUND_NANOS) {
            roundBegan = now;
            openedInRound = 0;
        }
        int missing = Math.min(wanted - usable, wanted - openedInRound);
        if (missing <= 0 || now - closedUntil < 0 || connections.isOpening()) {
            return;
        }
        openedInRound += missing;
        if (connections.isHttp1()) {
            connections.openMore(missing);
        } else {
            connections.openFirst();
        }
    }

    private static long jitter() {
        return 1 + ThreadLocalRandom.current().nextInt(MOST_JITTER_MILLIS);
    }
}
