package io.moonconnect.simulator.traffic;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;

/** The open connections, and which are idle. Connections with control calls are neither counted nor closed. */
public final class Sockets {

    /** Not zero, which is the id of the first timer. */
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Map<HttpConnection, Use> open = new HashMap<>();

    public Sockets(Vertx vertx) {
        this.vertx = vertx;
    }

    public void opened(HttpConnection connection) {
        open.put(connection, new Use());
        connection.closeHandler(closed -> forget(connection));
    }

    public void carriesControl(HttpConnection connection) {
        use(connection).control = true;
    }

    /** Marks the connection as busy until the call ends, and closes it if it is idle for this time afterwards. */
    public void carries(RoutingContext call, Duration idleTimeout) {
        HttpConnection connection = call.request().connection();
        Use use = use(connection);
        use.running.add(call);
        vertx.cancelTimer(use.timer);
        call.addEndHandler(ended -> {
            use.running.remove(call);
            closeWhenIdle(connection, use, idleTimeout);
        });
    }

    public long count() {
        return open.values().stream().filter(use -> !use.control).count();
    }

    /** Closes all idle connections and returns their number. */
    public int closeIdle() {
        List<HttpConnection> idle = open.entrySet().stream()
                .filter(entry ->
                        !entry.getValue().control && entry.getValue().running.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        idle.forEach(HttpConnection::close);
        return idle.size();
    }

    private void closeWhenIdle(HttpConnection connection, Use use, Duration idleTimeout) {
        if (idleTimeout.isZero() || !open.containsKey(connection)) {
            return;
        }
        use.timer = vertx.setTimer(Math.max(1, idleTimeout.toMillis()), unused -> {
            if (use.running.isEmpty()) {
                connection.close();
            }
        });
    }

    /** Also cancels the timer, which would keep the connection's objects in memory until it fires. */
    private void forget(HttpConnection connection) {
        Use use = open.remove(connection);
        if (use != null) {
            vertx.cancelTimer(use.timer);
        }
    }

    private Use use(HttpConnection connection) {
        return open.computeIfAbsent(connection, unused -> new Use());
    }

    private static final class Use {
        private boolean control;
        private final Set<RoutingContext> running = new HashSet<>();
        private long timer = NO_TIMER;
    }
}
