package io.moonconnect.sink;

import java.time.Duration;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

/**
 * One request to the sink, from acquiring a connection to the end of the response. The status decides; the response
 * body is read and discarded, and the exchange is reset at the time-out. Runs on one Vert.x context.
 */
final class SinkExchange {

    /** Larger response bodies reset the connection instead of being drained. */
    private static final int MAX_BODY = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;
    private final Context context;
    private final Promise<Void> safe = Promise.promise();
    private long timer;
    private long read;
    private boolean over;
    private HttpClientRequest request;

    SinkExchange(Vertx vertx, HttpClient client, Duration timeout) {
        this.vertx = vertx;
        this.client = client;
        this.timeout = timeout;
        this.context = vertx.getOrCreateContext();
    }

    /** Completes on a 2xx, and fails otherwise. */
    Future<Void> send(RequestOptions options, Buffer body) {
        context.runOnContext(start -> {
            timer = vertx.setTimer(timeout.toMillis(), id -> cutOff("timed out"));
            client.request(options).onComplete(opened -> onConnection(opened, body));
        });
        return safe.future();
    }

    private void onConnection(AsyncResult<HttpClientRequest> opened, Buffer body) {
        if (opened.failed()) {
            cutOff("connection failed");
            return;
        }
        request = opened.result();
        request.exceptionHandler(known -> {});
        if (over) {
            request.reset();
            return;
        }
        request.send(body).onComplete(this::onResponse);
    }

    private void onResponse(AsyncResult<HttpClientResponse> answered) {
        if (answered.failed()) {
            cutOff("connection reset");
            return;
        }
        HttpClientResponse response = answered.result();
        if (response.statusCode() / 100 == 2) {
            safe.tryComplete();
        } else {
            safe.tryFail(new SinkRefusal("status " + response.statusCode()));
        }
        response.exceptionHandler(broken -> end());
        response.handler(this::drop);
        response.endHandler(ended -> {
            end();
            leaveAfterRefusal(response);
        });
    }

    /** The sink may have moved while this connection still leads to its old place. */
    private void leaveAfterRefusal(HttpClientResponse response) {
        if (response.statusCode() / 100 != 2) {
            request.connection().close();
        }
    }

    /** The status has decided already. */
    private void drop(Buffer bytes) {
        read += bytes.length();
        if (read > MAX_BODY && !over) {
            end();
            request.reset();
        }
    }

    private void cutOff(String reason) {
        if (!over) {
            end();
            safe.tryFail(new SinkRefusal(reason));
            if (request != null) {
                request.reset();
            }
        }
    }

    private void end() {
        over = true;
        vertx.cancelTimer(timer);
    }
}
