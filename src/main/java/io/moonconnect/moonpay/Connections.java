package io.moonconnect.moonpay;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;

/**
 * One event loop's connections to MoonPay. The TLS handshake decides about HTTP/2: until it is known that MoonPay
 * speaks HTTP/1.1 only, calls wait for the first connection and share it. Used only on its event loop.
 */
final class Connections {

    private final Vertx vertx;
    private final ConnectionSettings settings;
    private final HttpClient pooled;
    private final HttpClient unpooled;
    private final Map<HttpConnection, KeptConnection> open = new HashMap<>();

    /** Calls that wait for the first connection. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private final UnsentRequests unsent = new UnsentRequests();
    private final LeftConnections left = new LeftConnections();
    private final WarmConnections warm;
    private boolean http1;
    private volatile boolean ready;
    private boolean opening;

    Connections(Vertx vertx, ConnectionSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.http1 = !settings.client().isSsl();
        this.ready = http1;
        this.pooled = vertx.httpClientBuilder()
                .with(settings.client())
                .with(settings.pool())
                .withConnectHandler(this::opened)
                .build();
        this.unpooled = vertx.httpClientBuilder()
                .with(settings.unpooledClient())
                .with(settings.pool())
                .withConnectHandler(Connections::quiet)
                .build();
        this.warm = new WarmConnections(vertx, this, settings);
        warm.start();
    }

    void stopKeepingWarm() {
        warm.stop();
    }

    void close() {
        warm.stop();
        pooled.close();
        unpooled.close();
    }

    /**
     * The future may complete on another context of the event loop.
     *
     * @param fresh whether over HTTP/1.1 on a connection of its own, which is closed afterwards
     * @param over whether the call does not need it any more
     */
    Future<HttpClientRequest> request(Call call, boolean fresh, BooleanSupplier over) {
        if (http1) {
            return request(fresh ? unpooled : pooled, settings.throughProxy(call.options()));
        }
        return open.isEmpty() ? ready(over).compose(ready -> request(call, fresh, over)) : lease(call.options());
    }

    /** Whether calls need not wait for the first connection. A field of its own, because any thread may call this. */
    boolean isReady() {
        return ready;
    }

    /**
     * Completes once the first connection exists, or fails as opening it did.
     *
     * @param over whether the call does not need it any more
     */
    Future<Void> ready(BooleanSupplier over) {
        if (ready) {
            return Future.succeededFuture();
        }
        waiting.removeIf(call -> call.over.getAsBoolean());
        if (waiting.size() >= settings.maxWaiting()) {
            openFirst();
            return Future.failedFuture(new ConnectionPoolTooBusyException("too many calls wait for a connection"));
        }
        Waiting next = new Waiting(over, Promise.promise());
        waiting.add(next);
        openFirst();
        return next.promise.future();
    }

    private Future<HttpClientRequest> lease(RequestOptions options) {
        HttpClientRequest ready = unsent.poll(options);
        return ready == null ? request(pooled, settings.throughProxy(options)) : Future.succeededFuture(ready);
    }

    /** Vert.x closes its clients at any time of a shutdown, also while connections are being opened. */
    private static Future<HttpClientRequest> request(HttpClient client, RequestOptions options) {
        try {
            return client.request(options);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    /** Opens the first connection, or the first after all are closed. */
    void openFirst() {
        if (opening) {
            return;
        }
        opening = true;
        request(pooled, settings.blank()).onComplete(opened -> {
            opening = false;
            onOpened(opened);
            waiting.removeIf(call -> call.over.getAsBoolean());
            Waiting next;
            while ((next = waiting.poll()) != null) {
                if (opened.succeeded()) {
                    next.promise.tryComplete();
                } else {
                    next.promise.tryFail(opened.cause());
                }
            }
        });
    }

    /** The request was only to open a connection. */
    private void onOpened(AsyncResult<HttpClientRequest> opened) {
        if (opened.succeeded()) {
            giveBack(opened.result());
        } else {
            warm.failed();
        }
    }

    /** Opens HTTP/1.1 connections in addition to those that exist. */
    void openMore(int count) {
        Deque<HttpClientRequest> existing = new ArrayDeque<>();
        int missing = count;
        while (missing > 0 && existing.size() <= open.size()) {
            Future<HttpClientRequest> request = request(pooled, settings.blank());
            if (request.succeeded()) {
                existing.add(request.result());
            } else {
                missing--;
                request.onComplete(this::onOpened);
            }
        }
        existing.forEach(this::giveBack);
    }

    /** Takes a request that was not sent. */
    void giveBack(HttpClientRequest request) {
        KeptConnection connection = open.get(request.connection());
        if (connection != null && connection.isHttp2()) {
            unsent.add(request);
        } else {
            // Without a handler Vert.x logs the reset as an error.
            request.exceptionHandler(known -> {});
            request.reset();
        }
    }

    /** What is known of the connection of a request that is to be sent. */
    KeptConnection of(HttpClientRequest request) {
        KeptConnection kept = open.get(request.connection());
        return kept == null ? new KeptConnection(request.connection()) : kept;
    }

    /** Over HTTP/2, closes the connection unless MoonPay answers a ping in time. */
    void ping(KeptConnection kept) {
        kept.ping(vertx, settings.client().getConnectTimeout());
    }

    /** Something other than MoonPay responded on it. */
    void leave(KeptConnection kept) {
        if (left.leave(kept)) {
            gone(kept);
        }
    }

    Collection<KeptConnection> open() {
        return open.values();
    }

    boolean isOpening() {
        return opening;
    }

    /** Whether calls need a connection each; until the first handshake, it is unknown over TLS and taken as no. */
    boolean isHttp1() {
        return http1;
    }

    private void opened(HttpConnection connection) {
        quiet(connection);
        KeptConnection kept = new KeptConnection(connection);
        http1 = !kept.isHttp2();
        open.put(connection, kept);
        ready = true;
        warm.succeeded();
        connection.closeHandler(closed -> gone(kept));
        if (kept.isHttp2()) {
            kept.closeOnFlood();
            connection.goAwayHandler(goAway -> {
                kept.leaving(goAway.getLastStreamId());
                gone(kept);
            });
            connection.shutdownHandler(lastStreamEnded -> connection.close());
        }
    }

    private void gone(KeptConnection kept) {
        HttpConnection connection = kept.connection();
        kept.gone();
        if (open.remove(connection) != null) {
            ready = http1 || !open.isEmpty();
            unsent.forget(connection);
            warm.lost(kept);
        }
    }

    /** The exchange sees the error itself; without a handler Vert.x logs it, too. */
    private static void quiet(HttpConnection connection) {
        connection.exceptionHandler(known -> {});
    }

    private record Waiting(BooleanSupplier over, Promise<Void> promise) {}
}
