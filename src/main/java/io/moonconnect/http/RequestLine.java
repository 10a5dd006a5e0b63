package io.moonconnect.http;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Limits each request to one log line besides its audit event; metrics and traces hold the details. Unexpected failures
 * are always logged, and so are state changes that affect all requests, such as a circuit breaker that opens.
 */
public final class RequestLine {

    private static final String LOGGED = RequestLine.class.getName();

    private RequestLine() {}

    /** Whether the current request, if any, has not logged a line yet; marks it as logged. */
    public static boolean isFirst() {
        if (!VertxContext.isOnDuplicatedContext()) {
            return true;
        }
        Context request = Vertx.currentContext();
        boolean first = request.getLocal(LOGGED) == null;
        request.putLocal(LOGGED, true);
        return first;
    }
}
