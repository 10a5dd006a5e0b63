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
 * start, replaced before they are too old, and reopened when lost, at an {@link OpeningPace}. Used only on the event
 * loop of its connections.
 */
final class WarmConnections {

    private static final long SWEEP_MILLIS = 1000;

    /** An HTTP/1.1 connection is replaced this long before it is too old. */
    private static final long LEAD_NANOS = Duration.ofMillis(2 * SWEEP_MILLIS).toNanos();

    private static final int MOST_JITTER_MILLIS = 250;

    private final Vertx vertx;
    private final Connections connections;
    private final ConnectionSettings settings;
    private final OpeningPace pace = new OpeningPace(System.nanoTime());
    private volatile boolean stopped;

    WarmConnections(Vertx vertx, Connections connections, ConnectionSettings settings) {
        this.vertx = vertx;
        this.connections = connections;
        this.settings = settings;
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
        pace.succeeded(System.nanoTime());
    }

    void failed() {
        pace.failed(System.nanoTime());
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
        if (connections.isOpening()) {
            return;
        }
        int missing = pace.take(settings.warm(connections.isHttp1()), usable, now);
        if (missing > 0 && connections.isHttp1()) {
            connections.openMore(missing);
        } else if (missing > 0) {
            connections.openFirst();
        }
    }

    private static long jitter() {
        return 1 + ThreadLocalRandom.current().nextInt(MOST_JITTER_MILLIS);
    }
}
