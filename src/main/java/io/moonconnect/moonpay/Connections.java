package io.moonconnect.moonpay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;

/**
 * One event loop's connections to MoonPay. The TLS handshake decides about HTTP/2: until it is known that MoonPay
 * speaks HTTP/1.1 only, calls wait for the first connection and share it. Used only on its event loop.
 */
final class Connections {

    private static final int PING_BYTES = 8;

    private final Vertx vertx;
    private final ConnectionSettings settings;
    private final HttpClient pooled;
    private final HttpClient unpooled;
    private final Map<HttpConnection, KeptConnection> open = new HashMap<>();

    /** Calls that wait for the first connection. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /**
     * Requests that were not sent. Over HTTP/2, Vert.x' pool does not take back the stream of a request that is reset
     * before it was sent, so the next call uses it.
     */
    private final Deque<HttpClientRequest> unsent = new ArrayDeque<>();

    private final WarmConnections warm;
    private boolean http1;
    private boolean opening;

    Connections(Vertx vertx, ConnectionSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.http1 = !settings.client().isSsl();
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
    }

    /** Opens connections ahead of calls and keeps them open, if so configured. */
    void keepWarm() {
        warm.start();
    }

    /** @param fresh whether over HTTP/1.1 on a connection of its own, which is closed afterwards */
    Future<HttpClientRequest> request(Call call, boolean fresh) {
        RequestOptions options = call.options();
        if (http1) {
            return (fresh ? unpooled : pooled).request(options);
        }
        HttpClientRequest ready = unsent.poll();
        if (ready != null) {
            return Future.succeededFuture(with(options, ready));
        }
        if (open.isEmpty()) {
            Waiting next = new Waiting(options, Promise.promise());
            waiting.add(next);
            openFirst();
            return next.promise.future();
        }
        return pooled.request(options);
    }

    /** Opens the first connection, or the first after all are closed. */
    void openFirst() {
        if (!opening) {
            opening = true;
            pooled.request(settings.blank()).onComplete(opened -> {
                opening = false;
                if (opened.succeeded()) {
                    warm.succeeded();
                    onFirst(opened.result());
                } else {
                    warm.failed();
                    Waiting next;
                    while ((next = waiting.poll()) != null) {
                        next.promise.tryFail(opened.cause());
                    }
                }
            });
        }
    }

    private void onFirst(HttpClientRequest request) {
        Waiting first = waiting.poll();
        if (first == null) {
            giveBack(request);
            return;
        }
        first.promise.tryComplete(with(first.options, request));
        Waiting next;
        while ((next = waiting.poll()) != null) {
            pooled.request(next.options).onComplete(next.promise);
        }
    }

    /** Opens HTTP/1.1 connections in addition to those that exist. */
    void openMore(int count) {
        Deque<HttpClientRequest> existing = new ArrayDeque<>();
        int missing = count;
        while (missing > 0 && existing.size() <= open.size()) {
            Future<HttpClientRequest> request = pooled.request(settings.blank());
            if (request.succeeded()) {
                existing.add(request.result());
            } else {
                missing--;
                request.onComplete(opened -> {
                    if (opened.succeeded()) {
                        warm.succeeded();
                        giveBack(opened.result());
                    } else {
                        warm.failed();
                    }
                });
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

    /** Marks the connection as in use, and returns whether it has carried a call before. */
    boolean claim(HttpConnection connection) {
        KeptConnection kept = open.get(connection);
        return kept != null && kept.begin();
    }

    /** @param headers of the response; null without one */
    void release(HttpConnection connection, MultiMap headers) {
        KeptConnection kept = open.get(connection);
        if (kept != null) {
            kept.end(System.nanoTime());
            if (headers != null) {
                kept.read(headers);
            }
        }
    }

    /** Checks a connection on which a call timed out: over HTTP/2 it stays open for the other calls if it is alive. */
    void suspect(HttpConnection connection) {
        KeptConnection kept = open.get(connection);
        if (kept != null && kept.isHttp2()) {
            ping(kept);
        }
    }

    /** Closes the connection unless MoonPay answers the ping in time. */
    void ping(KeptConnection kept) {
        if (kept.isPinged()) {
            return;
        }
        kept.pinged(true, 0);
        HttpConnection connection = kept.connection();
        long timer = vertx.setTimer(settings.client().getConnectTimeout(), late -> connection.close());
        connection.ping(Buffer.buffer(new byte[PING_BYTES])).onComplete(answered -> {
            vertx.cancelTimer(timer);
            kept.pinged(false, System.nanoTime());
        });
    }

    Iterable<KeptConnection> open() {
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
        KeptConnection kept = new KeptConnection(connection, System.nanoTime());
        http1 = !kept.isHttp2();
        open.put(connection, kept);
        connection.closeHandler(closed -> gone(kept));
        if (kept.isHttp2()) {
            connection.goAwayHandler(leaving -> gone(kept));
        }
    }

    private void gone(KeptConnection kept) {
        HttpConnection connection = kept.connection();
        if (open.remove(connection) != null) {
            unsent.removeIf(request -> request.connection() == connection);
            warm.lost(kept);
        }
    }

    /** Clears the headers, since the request may have been made for another call, with another credential. */
    private static HttpClientRequest with(RequestOptions options, HttpClientRequest request) {
        request.setMethod(options.getMethod()).setURI(options.getURI());
        request.headers().clear();
        if (options.getHeaders() != null) {
            request.headers().setAll(options.getHeaders());
        }
        return request;
    }

    /** The exchange sees the error itself; without a handler Vert.x logs it, too. */
    private static void quiet(HttpConnection connection) {
        connection.exceptionHandler(known -> {});
    }

    private record Waiting(RequestOptions options, Promise<HttpClientRequest> promise) {}
}
