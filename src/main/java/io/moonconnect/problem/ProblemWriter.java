package io.moonconnect.problem;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes problem responses outside of resources. */
@ApplicationScoped
public class ProblemWriter {

    private final ObjectMapper json;
    private final ResponseHead head;
    private final RefusedRequests refused;

    ProblemWriter(ObjectMapper json, ResponseHead head, RefusedRequests refused) {
        this.json = json;
        this.head = head;
        this.refused = refused;
    }

    /** {@code Retry-After} in whole seconds, never zero. */
    public static String seconds(Duration wait) {
        return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    public void write(Failure failure, RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            response.reset();
            return;
        }
        refused.count(failure);
        head.prepare(context);
        response.setStatusCode(failure.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        failure.retryAfter().ifPresent(wait -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
        response.end(Buffer.buffer(bytes(Problem.of(failure, context.normalizedPath(), head.requestId(context)))));
    }

    /** The document as JSON, in UTF-8. */
    public byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("serialization of a problem failed", impossible);
        }
    }
}
