package io.moonconnect.moonpay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;

/**
 * The connections to MoonPay of one event loop: pooled ones, of which it knows which have carried a request before, since
 * only those can have gone stale, and new ones for what such a connection has failed.
 */
final class Connections {

    private final HttpClient pooled;
    private final HttpClient unpooled;

    /** Those that have carried nothing yet, and so never more than are being opened. */
    private final Set<HttpConnection> unused = ConcurrentHashMap.newKeySet();

    Connections(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        this.pooled = vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(this::opened)
                .build();
        this.unpooled = vertx.httpClientBuilder()
                .with(new HttpClientOptions(options).setKeepAlive(false))
                .with(pool)
                .withConnectHandler(Connections::quiet)
                .build();
    }

    /** @param fresh on a connection that is made for this call, and is closed behind it */
    Future<HttpClientRequest> request(Call call, boolean fresh) {
        return (fresh ? unpooled : pooled).request(call.options());
    }

    /** Whether the connection was used before this. */
    boolean claim(HttpConnection connection) {
        return !unused.remove(connection);
    }

    private void opened(HttpConnection connection) {
        quiet(connection);
        unused.add(connection);
        connection.closeHandler(closed -> unused.remove(connection));
    }

    /** The exchange on it learns of a fault by itself; Vert.x would log one that nobody listens to as an error. */
    private static void quiet(HttpConnection connection) {
        connection.exceptionHandler(known -> {});
    }
}
