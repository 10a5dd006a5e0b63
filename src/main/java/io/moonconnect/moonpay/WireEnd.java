package io.moonconnect.moonpay;

import java.io.IOException;
import java.time.Duration;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;

/** How a request ended on the wire that got no response. It decides whether the request may be sent again. */
enum WireEnd {

    /** Certainly not processed: HTTP/2 refused the stream, announced that it is ignored, or had none left for it. */
    NOT_PROCESSED,

    /** The reused HTTP/1.1 connection was closed or reset: most likely an idle connection that MoonPay has closed. */
    STALE,

    /** Closed or reset: MoonPay may have processed the request. */
    LOST,

    /** Anything else, for example a response that is not HTTP. */
    BROKEN;

    private static final String DETAIL = "The connection to MoonPay was lost.";

    /**
     * @param written whether Vert.x accepted the request for writing
     * @param reused whether the connection has carried a request before
     */
    static WireEnd of(
            Throwable cause, HttpClientRequest request, KeptConnection connection, boolean written, boolean reused) {
        if (connection.isHttp2()) {
            return written ? ofStream(cause, request.streamId(), connection) : NOT_PROCESSED;
        }
        if (!isGone(cause)) {
            return BROKEN;
        }
        return reused ? STALE : LOST;
    }

    /** @param fresh whether the call was on a new connection already, so that it is not sent again at once */
    MoonPayFailure failure(boolean fresh) {
        MoonPayFailure stale = MoonPayFailure.of(Outcome.STALE_CONNECTION, DETAIL);
        MoonPayFailure unavailable = MoonPayFailure.of(Outcome.UNAVAILABLE, DETAIL);
        return switch (this) {
            case NOT_PROCESSED ->
                (fresh ? unavailable : stale).repeatableAfter(Duration.ZERO).unprocessed();
            case STALE -> stale;
            case LOST -> unavailable.repeatableAfter(Duration.ZERO);
            case BROKEN -> unavailable;
        };
    }

    private static WireEnd ofStream(Throwable cause, int stream, KeptConnection connection) {
        if (cause instanceof StreamResetException reset) {
            return reset.getCode() == Http2Error.REFUSED_STREAM.code() ? NOT_PROCESSED : LOST;
        }
        if (connection.ignores(stream)) {
            return NOT_PROCESSED;
        }
        return isGone(cause) ? LOST : BROKEN;
    }

    /** A load balancer resets a connection that it has dropped. */
    private static boolean isGone(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }
}
