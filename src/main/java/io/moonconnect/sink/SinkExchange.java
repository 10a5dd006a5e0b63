package io.moonconnect.sink;

import java.io.IOException;
import java.time.Duration;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;

/**
 * One event on its way to the sink, from acquiring a connection to the end of the response. The status decides; the
 * response body is read and discarded, and the exchange is reset at the time-out. If a reused connection turns out to
 * be closed, the request is sent once more within the same time-out. Runs on one Vert.x context.
 */
final class SinkExchange {

    /** Larger response bodies reset the connection instead of being drained. */
    private static final int MAX_BODY = 64 * 1024;

    private final Vertx vertx;
    private final SinkConnections connections;
    private final Duration timeout;
    private final Context context;
    private final Promise<Void> safe = Promise.promise();
    private long timer;
    private long read;
    private boolean over;
    private RequestOptions options;
    private Buffer body;
    private HttpClientRequest request;

    SinkExchange(Vertx vertx, SinkConnections connections, Duration timeout) {
        this.vertx = vertx;
        this.connections = connections;
        this.timeout = timeout;
        this.context = vertx.getOrCreateContext();
    }

    /** Completes on a 2xx, and fails otherwise. */
    Future<Void> send(RequestOptions options, Buffer body) {
        this.options = options;
        this.body = body;
        context.runOnContext(start -> {
            timer = vertx.setTimer(timeout.toMillis(), id -> cutOff("timed out"));
            connect(false);
        });
        return safe.future();
    }

    /** @param fresh whether to use a new connection, which cannot be stale */
    private void connect(boolean fresh) {
        // Vert.x adds a proxy's credentials to the headers of what it is given.
        RequestOptions copy = new RequestOptions(options);
        connections.request(copy, fresh).onComplete(opened -> onConnection(opened, fresh));
    }

    private void onConnection(AsyncResult<HttpClientRequest> opened, boolean fresh) {
        if (opened.failed()) {
            // The pool may return a connection that is being closed: nothing was written.
            onFailure(!fresh && opened.cause() instanceof HttpClosedException, "connection failed");
            return;
        }
        request = opened.result();
        request.exceptionHandler(known -> {});
        if (over) {
            request.reset();
            return;
        }
        boolean reused = !fresh && connections.begin(request.connection());
        request.send(body).onComplete(answered -> onResponse(answered, reused));
    }

    private void onResponse(AsyncResult<HttpClientResponse> answered, boolean reused) {
        if (answered.failed()) {
            onFailure(reused && isGone(answered.cause()), "connection reset");
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

    /**
     * Sends the request again on a new connection if the sink has closed a reused one, most likely because it was idle.
     * If the sink had read the first request nevertheless, it recognises the second one by the event's id.
     */
    private void onFailure(boolean stale, String reason) {
        if (stale && !over) {
            connect(true);
        } else {
            cutOff(reason);
        }
    }

    /** A load balancer resets a connection that it has dropped. */
    private static boolean isGone(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
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
