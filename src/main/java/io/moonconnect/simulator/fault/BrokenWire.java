package io.moonconnect.simulator.fault;

import io.moonconnect.simulator.traffic.Visit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** Writes responses that are broken on the wire. Over HTTP/2 only the stream is broken, not the connection. */
final class BrokenWire {

    private static final int NEVER_SENT = 100;
    private static final int CHUNK = 64 * 1024;
    private static final int LOSE_WHAT_IS_UNSENT = 0;
    private static final String OPENING = "{\"data\":{\"padding\":\"";
    private static final String CLOSING = "\"}}";

    private final Vertx vertx;

    BrokenWire(Vertx vertx) {
        this.vertx = vertx;
    }

    void drop(RoutingContext call, Visit visit) {
        visit.breakOnPurpose();
        if (isHttp2(call)) {
            call.response().reset(Http2Error.INTERNAL_ERROR.code());
        } else {
            call.request().connection().close();
        }
    }

    void abort(RoutingContext call, Visit visit) {
        visit.breakOnPurpose();
        reset(call);
    }

    /** Announces the whole body, sends half of it, and ends the connection by a TCP reset or an orderly close. */
    void half(RoutingContext call, Visit visit, Buffer body, boolean reset) {
        visit.breakOnPurpose();
        call.response().putHeader("Content-Length", String.valueOf(body.length() + NEVER_SENT));
        call.response().write(body.getBuffer(0, body.length() / 2)).onComplete(written -> {
            if (reset) {
                reset(call);
            } else if (isHttp2(call)) {
                call.response().end();
            } else {
                call.request().connection().close();
            }
        });
    }

    private static void reset(RoutingContext call) {
        if (isHttp2(call)) {
            call.response().reset(Http2Error.INTERNAL_ERROR.code());
            return;
        }
        Channel channel = ((ConnectionBase) call.request().connection()).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, LOSE_WHAT_IS_UNSENT);
        channel.close();
    }

    private static boolean isHttp2(RoutingContext call) {
        return call.request().version() == HttpVersion.HTTP_2;
    }

    void drip(HttpServerResponse response, Buffer body, long intervalMillis) {
        response.putHeader("Content-Length", String.valueOf(body.length()));
        next(response, body, 0, Math.max(1, intervalMillis));
    }

    private void next(HttpServerResponse response, Buffer body, int at, long intervalMillis) {
        if (response.closed()) {
            return;
        }
        if (at == body.length()) {
            response.end();
            return;
        }
        response.write(body.getBuffer(at, at + 1));
        vertx.setTimer(intervalMillis, unused -> next(response, body, at + 1, intervalMillis));
    }

    void oversize(HttpServerResponse response, int bytes) {
        response.setChunked(true).putHeader("Content-Type", "application/json");
        response.write(OPENING);
        pour(response, bytes);
    }

    private void pour(HttpServerResponse response, int left) {
        if (response.closed()) {
            return;
        }
        if (left <= 0) {
            response.end(CLOSING);
            return;
        }
        response.write(Buffer.buffer("x".repeat(Math.min(left, CHUNK))))
                .onSuccess(written -> pour(response, left - CHUNK));
    }
}
