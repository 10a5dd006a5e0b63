package io.moonconnect.moonpay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.http.HttpConnection;

/** Knows which open connections have carried a request before: only those can have gone stale in the pool. */
final class ReusedConnections {

    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();

    /** Whether the connection was used before this. */
    boolean claim(HttpConnection connection) {
        return !used.add(connection);
    }

    void closed(HttpConnection connection) {
        used.remove(connection);
    }
}
