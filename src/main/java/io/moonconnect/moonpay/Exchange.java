package io.moonconnect.moonpay;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;

/**
 * One attempt on the wire, from asking for a connection to the last byte of the answer. It ends exactly once: with a
 * response, with a failure, when its time is up or because the caller went away; in the last three its connection is closed.
 * All of it runs on one Vert.x context.
 */
final class Exchange {

    /** An answer of MoonPay's is a few kilobytes; what is larger than this is not one. */
    private static final int MAX_BODY = 1024 * 1024;

    /** No timer of Vert.x's has this id, so that cancelling it does nothing. */
    private static final long NO_TIMER = -1;

    private static final String BROKEN = "The connection to MoonPay broke.";

    private final Vertx vertx;
    private final Connections connections;
    private final Call call;
    private final boolean fresh;
    private final UniEmitter<? super Response> emitter;
    private final Context context;
    private final Deadline end;
    private long timer = NO_TIMER;
    private boolean ended;
    private HttpClientRequest request;
    private Buffer body = Buffer.buffer();

    /** @param fresh whether it has to be on a new connection, which cannot have gone stale */
    Exchange(Vertx vertx, LoopConnections connections, Call call, boolean fresh, UniEmitter<? super Response> emitter) {
        this.vertx = vertx;
        this.call = call;
        this.fresh = fresh;
        this.emitter = emitter;
        this.context = vertx.getOrCreateContext();
        this.connections = connections.of(context);
        this.end = Deadline.after(call.attemptTimeout());
    }

    /**
     * Never within what asked for it: the event loop then reads all requests that have come before any call goes out. Calls
     * that leave one behind the other wake up whoever gets them once; to wake it for each took a fifth of all CPU time.
     */
    void start() {
        emitter.onTermination(() -> onContext(this::abandon));
        context.runOnContext(ignored -> begin());
    }

    private void begin() {
        if (!ended) {
            startTimer();
            connections.request(call, fresh).onComplete(this::onConnection);
        }
    }

    private void startTimer() {
        long time = Math.min(end.remainingMillis(), call.deadline().remainingMillis());
        timer = vertx.setTimer(Math.max(1, time), id -> onTimer());
    }

    /** The deadline may have moved on meanwhile. */
    private void onTimer() {
        if (end.remainingMillis() > 0 && call.deadline().remainingMillis() > 0) {
            startTimer();
            return;
        }
        boolean cut = end.remainingMillis() > call.attemptTimeout().toMillis() / 2;
        fail(cut ? Outcome.DEADLINE : Outcome.TIMEOUT, "MoonPay did not answer in time.");
    }

    private void onConnection(AsyncResult<HttpClientRequest> opened) {
        if (opened.failed()) {
            onConnectFailure(opened.cause());
            return;
        }
        request = opened.result();
        // Whoever ended the exchange knows why; Vert.x would log a reset that nobody listens to as an error.
        request.exceptionHandler(known -> {});
        if (ended) {
            request.reset();
            return;
        }
        boolean used = !fresh && connections.claim(request.connection());
        call.sendOn(request).onComplete(sent -> onResponse(sent, used));
    }

    private void onConnectFailure(Throwable cause) {
        if (ended) {
            return;
        }
        if (cause instanceof HttpClosedException && !fresh) {
            // The pool handed out a connection that closed in the same moment: nothing was written.
            fail(stale());
        } else if (cause instanceof ConnectionPoolTooBusyException) {
            fail(Outcome.SHED, "Too many requests wait for MoonPay already.");
        } else if (cause instanceof TimeoutException) {
            fail(Outcome.TIMEOUT, "MoonPay did not take the connection in time.");
        } else {
            fail(repeatable("MoonPay could not be reached."));
        }
    }

    private void onResponse(AsyncResult<HttpClientResponse> sent, boolean used) {
        if (ended) {
            return;
        }
        if (sent.failed()) {
            onNoResponse(sent.cause(), used);
            return;
        }
        HttpClientResponse response = sent.result();
        response.exceptionHandler(broken -> fail(Outcome.UNAVAILABLE, BROKEN));
        response.handler(this::onBytes);
        response.endHandler(end -> onEnd(response));
    }

    private void onNoResponse(Throwable cause, boolean used) {
        if (!isGone(cause)) {
            fail(Outcome.UNAVAILABLE, BROKEN);
        } else if (used) {
            // MoonPay closed the idle connection while we wrote: nobody has seen the request.
            fail(stale());
        } else {
            fail(repeatable(BROKEN));
        }
    }

    /** Closed, or reset: what a balancer does with a connection that it has forgotten. */
    private static boolean isGone(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }

    private void onBytes(Buffer bytes) {
        if (ended) {
            return;
        }
        if (body.length() + bytes.length() > MAX_BODY) {
            fail(Outcome.MALFORMED, "MoonPay's answer is too large.");
        } else {
            body.appendBuffer(bytes);
        }
    }

    private void onEnd(HttpClientResponse response) {
        if (end()) {
            emitter.complete(new Response(response.statusCode(), response.headers(), body.getBytes()));
        }
    }

    private static MoonPayFailure stale() {
        return MoonPayFailure.of(Outcome.STALE_CONNECTION, BROKEN);
    }

    private static MoonPayFailure repeatable(String detail) {
        return MoonPayFailure.of(Outcome.UNAVAILABLE, detail).repeatableAfter(Duration.ZERO);
    }

    private void fail(Outcome outcome, String detail) {
        fail(MoonPayFailure.of(outcome, detail));
    }

    private void fail(MoonPayFailure failure) {
        if (end()) {
            closeConnection();
            emitter.fail(failure);
        }
    }

    private void abandon() {
        if (end()) {
            closeConnection();
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        vertx.cancelTimer(timer);
        return true;
    }

    private void closeConnection() {
        if (request != null) {
            request.reset();
        }
    }

    private void onContext(Runnable step) {
        if (Vertx.currentContext() == context) {
            step.run();
        } else {
            context.runOnContext(ignored -> step.run());
        }
    }
}
