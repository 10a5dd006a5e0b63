package io.moonconnect.http;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Problem;
import io.moonconnect.problem.ProblemWriter;
import io.moonconnect.problem.Refusal;
import io.moonconnect.problem.RefusedRequests;
import io.moonconnect.problem.Violation;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.http.runtime.ServerLimitsConfig;

import static io.moonconnect.problem.ProblemWriter.seconds;

/** Responses to heads that never become a request of Vert.x: the server itself would respond without a body. */
final class RefusedHeads {

    /** No path is known for certain. */
    private static final String NO_PATH = "/";

    private final Failure targetTooLong;
    private final Failure headTooLong;
    private final ProblemWriter problems;
    private final RefusedRequests refused;

    RefusedHeads(ServerLimitsConfig limits, ProblemWriter problems, RefusedRequests refused) {
        this.targetTooLong = new Failure(
                Refusal.TARGET_LENGTH,
                "The request line is too long.",
                new Violation(
                        "request", "must have a first line of at most " + limits.maxInitialLineLength() + " bytes"));
        this.headTooLong = new Failure(
                Refusal.HEAD_LENGTH,
                "The headers are too long.",
                new Violation(
                        "headers", "must have at most " + limits.maxHeaderSize().asLongValue() + " bytes together"));
        this.problems = problems;
        this.refused = refused;
    }

    /** Why a head could not be decoded. */
    Failure reason(HttpRequest head) {
        Throwable cause = head.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return targetTooLong;
        }
        return cause instanceof TooLongFrameException ? headTooLong : Failure.invalid("request", "cannot be read");
    }

    /** The last response of a connection. */
    FullHttpResponse response(Failure failure) {
        refused.count(failure);
        String id = RequestId.generated();
        byte[] body = problems.bytes(Problem.of(failure, NO_PATH, id));
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(failure.status()), Unpooled.wrappedBuffer(body));
        ResponseHeaders.on(response);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(RequestId.HEADER, id);
        failure.retryAfter().ifPresent(wait -> response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds(wait)));
        return response;
    }
}
