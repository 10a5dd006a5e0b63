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

/** The open connections, and which of them are idle. Those that carried a control call are never counted or closed. */
public final class Sockets {

    /** Not zero: that is the first timer of all, which delays somebody's answer. */
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

    /** Marks the connection busy until the call ends, and closes it if it then stays idle for that long. */
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

    /** Closes every idle connection at once and says how many they were. */
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

    /** With its timer, which would keep all that the connection carried until it fires. */
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
