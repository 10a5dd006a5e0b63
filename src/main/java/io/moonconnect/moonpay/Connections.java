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
 * One event loop's connections to MoonPay: pooled ones, of which only those that have carried a request can be stale,
 * and unpooled ones for resending after a stale one.
 */
final class Connections {

    private final HttpClient pooled;
    private final HttpClient unpooled;

    /** Connections that have carried no request yet; never more than are being opened. */
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

    /** @param fresh whether on a connection of its own, which is closed afterwards */
    Future<HttpClientRequest> request(Call call, boolean fresh) {
        return (fresh ? unpooled : pooled).request(call.options());
    }

    /** Whether the connection has carried a request before. */
    boolean claim(HttpConnection connection) {
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
