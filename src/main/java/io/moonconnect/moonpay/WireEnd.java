package io.moonconnect.moonpay;

import java.io.IOException;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;

/** How a request ended on the wire that got no response. */
final class WireEnd {

    private WireEnd() {}

    /**
     * @param written whether Vert.x accepted the request for writing
     * @param reused whether the connection has carried a request before
     */
    static Seen of(
            Throwable cause, HttpClientRequest request, KeptConnection connection, boolean written, boolean reused) {
        if (connection.isHttp2()) {
            return written ? ofStream(cause, request.streamId(), connection) : Seen.NOT_PROCESSED;
        }
        if (!isGone(cause)) {
            return Seen.BROKEN;
        }
        return reused ? Seen.STALE : Seen.LOST;
    }

    /** @param fresh whether the call was on a new connection already, so that it is not sent again at once */
    static MoonPayFailure failure(Seen end, boolean fresh) {
        Seen seen = fresh && end == Seen.NOT_PROCESSED ? Seen.NOT_PROCESSED_AGAIN : end;
        boolean stale = seen == Seen.NOT_PROCESSED || seen == Seen.STALE;
        return MoonPayFailure.of(
                stale ? Outcome.STALE_CONNECTION : Outcome.UNAVAILABLE, seen, "The connection to MoonPay was lost.");
    }

    private static Seen ofStream(Throwable cause, int stream, KeptConnection connection) {
        if (cause instanceof StreamResetException reset) {
            return reset.getCode() == Http2Error.REFUSED_STREAM.code() ? Seen.NOT_PROCESSED : Seen.LOST;
        }
        if (connection.ignores(stream)) {
            return Seen.NOT_PROCESSED;
        }
        return isGone(cause) ? Seen.LOST : Seen.BROKEN;
    }

    /** A load balancer resets a connection that it has dropped. */
    private static boolean isGone(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException;
    }
}
