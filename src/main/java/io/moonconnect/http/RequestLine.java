package io.moonconnect.http;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A request leaves one line in the log at most, beside its audit event: what else there is to tell of it, metrics and traces
 * do. A fault of ours is told in any case, and what changes for everybody (a breaker that opens) by whoever finds out.
 */
public final class RequestLine {

    private static final String WRITTEN = RequestLine.class.getName();

    private RequestLine() {}

    /** Whether the request that is being served, if one is, has left no line yet. From now on it has. */
    public static boolean isFirst() {
        if (!VertxContext.isOnDuplicatedContext()) {
            return true;
        }
        Context request = Vertx.currentContext();
        boolean first = request.getLocal(WRITTEN) == null;
        request.putLocal(WRITTEN, true);
        return first;
    }
}
