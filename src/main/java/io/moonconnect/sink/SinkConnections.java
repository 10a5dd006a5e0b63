package io.moonconnect.sink;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/** Connections to the sink. They are kept between events, so that most events do not wait for a handshake. */
final class SinkConnections {

    /**
     * Below the 60 s after which common servers and load balancers close idle connections. Vert.x replaces it by what
     * the sink announces ({@code Keep-Alive: timeout=}), and drops a connection that the sink has closed.
     */
    private static final int IDLE_SECONDS = 55;

    private final HttpClient pooled;
    private final HttpClient unpooled;

    /** Pooled connections that have not carried a request. */
    private final Set<HttpConnection> unused = ConcurrentHashMap.newKeySet();

    /** @param atOnce maximum number of concurrent requests */
    SinkConnections(Vertx vertx, Duration timeout, int atOnce) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(atOnce);
        this.pooled = vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(this::opened)
                .build();
        this.unpooled = vertx.httpClientBuilder()
                .with(new HttpClientOptions(options).setKeepAlive(false))
                .with(pool)
                .withConnectHandler(SinkConnections::quiet)
                .build();
    }

    /** @param fresh whether on a connection of its own, which is closed afterwards */
    Future<HttpClientRequest> request(RequestOptions options, boolean fresh) {
        try {
            return (fresh ? unpooled : pooled).request(options);
        } catch (IllegalStateException closed) {
            // Vert.x closes its clients at any time of a shutdown.
            return Future.failedFuture(closed);
        }
    }

    /** Returns whether a pooled connection has carried a request before this one. */
    boolean begin(HttpConnection connection) {
        return !unused.remove(connection);
    }

    private void opened(HttpConnection connection) {
        quiet(connection);
        unused.add(connection);
        connection.closeHandler(closed -> unused.remove(connection));
    }

    /** The exchange sees the error itself; without a handler Vert.x logs it, too. */
    private static void quiet(HttpConnection connection) {
        connection.exceptionHandler(known -> {});
    }
}
