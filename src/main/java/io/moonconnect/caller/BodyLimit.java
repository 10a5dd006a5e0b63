package io.moonconnect.caller;

import java.io.ByteArrayInputStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses bodies over 32 KiB, whether they announce their length or not. The server's own limit would answer with an
 * empty body, and for a body without a length only after a worker thread has read it.
 */
@ApplicationScoped
public class BodyLimit {

    private static final int MAX_BODY = 32 * 1024;

    private static final int PRIORITY = 800;

    /** How long a client that keeps sending gets to read why it was refused, before its connection is closed. */
    private static final long LINGER_MILLIS = 1000;

    private static final String BODY = BodyLimit.class.getName();

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    /** Hands a body that was read here to the resource. */
    @ServerRequestFilter(preMatching = true)
    public void handOn(ContainerRequestContext request, RoutingContext context) {
        Buffer body = context.get(BODY);
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            if (isTooLong(length)) {
                refuse(context);
            } else {
                context.next();
            }
        } else if (request.isEnded() || request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
            context.next();
        } else {
            read(context);
        }
    }

    private static boolean isTooLong(String contentLength) {
        try {
            return Long.parseLong(contentLength) > MAX_BODY;
        } catch (NumberFormatException absurd) {
            return true;
        }
    }

    private void read(RoutingContext context) {
        Buffer body = Buffer.buffer();
        context.request()
                .handler(bytes -> {
                    if (body.length() + bytes.length() <= MAX_BODY) {
                        body.appendBuffer(bytes);
                    } else if (!context.response().ended()) {
                        refuse(context);
                    }
                })
                .endHandler(end -> {
                    if (!context.response().ended()) {
                        context.put(BODY, body);
                        context.next();
                    }
                });
    }

    private void refuse(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.write(
                new Failure(ProblemType.PAYLOAD_TOO_LARGE, "A body can have " + MAX_BODY + " bytes at most."), context);
        request.resume();
        context.vertx().setTimer(LINGER_MILLIS, id -> request.connection().close());
    }
}
