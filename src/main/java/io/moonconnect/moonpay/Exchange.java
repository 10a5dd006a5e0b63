package io.moonconnect.moonpay;

import io.moonconnect.time.Deadline;
import io.netty.handler.codec.http2.Http2Error;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.ContextInternal;

/**
 * One attempt on the wire, from acquiring a connection to the last byte of the response. It ends exactly once: with a
 * response, a failure, a time-out or cancellation. Except after a response, its connection (HTTP/1.1) is closed or its
 * stream (HTTP/2) is reset, unless the stream is over already. Runs on one Vert.x context.
 */
final class Exchange {

    /** MoonPay's responses have a few kilobytes; a larger one than this is rejected. */
    private static final int MAX_BODY = 1024 * 1024;

    /** Never the id of a Vert.x timer, so cancelling it has no effect. */
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Connections connections;
    private final Call call;
    private final boolean fresh;
    private CallPermit permit;
    private final UniEmitter<? super Response> emitter;
    private final ContextInternal context;
    private Deadline end;
    private long timer = NO_TIMER;
    private boolean ended;
    private KeptConnection connection;
    private Cancellable anotherPermit = () -> {};
    private boolean written;
    private boolean streamOver;
    private HttpClientRequest request;
    private Buffer body = Buffer.buffer();

    /** @param fresh whether to use a new connection, which cannot be stale */
    Exchange(
            Vertx vertx,
            LoopConnections.Here here,
            Call call,
            boolean fresh,
            CallPermit permit,
            UniEmitter<? super Response> emitter) {
        this.vertx = vertx;
        this.call = call;
        this.fresh = fresh;
        this.permit = permit;
        this.emitter = emitter;
        this.context = here.context();
        this.connections = here.connections();
        this.end = Deadline.after(call.attemptTimeout());
    }

    /**
     * Begins in a later task of the event loop, which by then has read all pending requests. The calls leave back to
     * back and wake up their receiver once; waking it for each call took a fifth of all CPU time.
     */
    void start() {
        emitter.onTermination(() -> onContext(this::abandon));
        context.runOnContext(ignored -> begin());
    }

    private void begin() {
        if (!ended) {
            startTimer();
            connect();
        }
    }

    private void connect() {
        connections.request(call, fresh, () -> ended).onComplete(this::onConnection);
    }

    private void startTimer() {
        long time = Math.min(end.remainingMillis(), call.deadline().remainingMillis());
        timer = vertx.setTimer(Math.max(1, time), id -> onTimer());
    }

    /** The deadline may have been extended since the timer was set. */
    private void onTimer() {
        if (end.remainingMillis() > 0 && call.deadline().remainingMillis() > 0) {
            startTimer();
            return;
        }
        if (connection != null) {
            connections.ping(connection);
        }
        boolean cut = end.remainingMillis() > call.attemptTimeout().toMillis() / 2;
        fail(MoonPayFailure.of(
                cut ? Outcome.DEADLINE : Outcome.TIMEOUT,
                connection == null ? Seen.NOT_SENT : Seen.SILENCE,
                "MoonPay did not answer in time."));
    }

    private void onConnection(AsyncResult<HttpClientRequest> opened) {
        if (opened.failed()) {
            onConnectFailure(opened.cause());
            return;
        }
        request = opened.result();
        // Without a handler Vert.x logs a reset as an error.
        request.exceptionHandler(known -> {});
        if (ended) {
            connections.giveBack(request);
            return;
        }
        sendInTime();
    }

    private void sendInTime() {
        if (permit.hasLapsed()) {
            call.note("permit lapsed");
            // Neither this wait nor the one for a connection is MoonPay's.
            end = Deadline.after(call.attemptTimeout());
            KeptConnection waiting = connections.of(request);
            anotherPermit = permit.another()
                    .get()
                    .subscribe()
                    .with(
                            granted -> onContext(() -> sendLate(granted, waiting)),
                            refused -> onContext(() -> fail((MoonPayFailure) refused)));
        } else {
            send();
        }
    }

    /** On another connection, if this one is gone meanwhile. */
    private void sendLate(CallPermit granted, KeptConnection waiting) {
        permit = granted;
        end = Deadline.after(call.attemptTimeout());
        if (!ended && waiting.isGone()) {
            connect();
        } else if (!ended) {
            sendInTime();
        }
    }

    private void send() {
        connection = connections.of(request);
        boolean used = connection.begin();
        call.sendOn(request).onComplete(response -> onResponse(response, used));
        written = true;
    }

    private void onConnectFailure(Throwable cause) {
        if (ended) {
            return;
        }
        if (cause instanceof HttpClosedException && !fresh) {
            // The pool returned a connection that was being closed: nothing was written.
            fail(WireEnd.failure(Seen.NOT_PROCESSED, fresh));
        } else {
            fail(ConnectFailure.of(cause));
        }
    }

    private void onResponse(AsyncResult<HttpClientResponse> answered, boolean used) {
        if (ended) {
            return;
        }
        if (answered.failed()) {
            failOnWire(WireEnd.of(answered.cause(), request, connection, written, used));
            return;
        }
        HttpClientResponse response = answered.result();
        response.exceptionHandler(broken -> failOnWire(Seen.BROKEN));
        response.handler(this::onBytes);
        response.endHandler(end -> onEnd(response));
    }

    /** Over HTTP/2, MoonPay or Netty has then ended the stream: a reset in response to a reset is forbidden. */
    private void failOnWire(Seen end) {
        streamOver = connection.isHttp2();
        fail(WireEnd.failure(end, fresh));
    }

    private void onBytes(Buffer bytes) {
        if (ended) {
            return;
        }
        if (body.length() + bytes.length() > MAX_BODY) {
            fail(MoonPayFailure.of(Outcome.MALFORMED, Seen.UNUSABLE, "MoonPay's response is too large."));
        } else {
            body.appendBuffer(bytes);
        }
    }

    private void onEnd(HttpClientResponse answered) {
        if (end()) {
            Response response = new Response(answered.statusCode(), answered.headers(), body.getBytes());
            connection.end(answered.headers());
            if (!StatusCheck.isOfMoonPay(response)) {
                connections.leave(connection);
            }
            context.emit(response, emitter::complete);
        }
    }

    private void fail(MoonPayFailure failure) {
        if (end()) {
            closeConnection();
            context.emit(failure, emitter::fail);
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
        anotherPermit.cancel();
        if (connection != null) {
            connection.end(null);
            if (!streamOver) {
                request.reset(Http2Error.CANCEL.code());
            }
        } else if (request != null) {
            connections.giveBack(request);
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
