package io.moonconnect.http;

import jakarta.inject.Singleton;

import io.moonconnect.problem.ResponseHead;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Prepares the head of a problem. The request may have passed no filter, so this repeats what the filters do. */
@Singleton
class PreparedHead implements ResponseHead {

    private final AcceptedConnections connections;

    PreparedHead(AcceptedConnections connections) {
        this.connections = connections;
    }

    @Override
    public String requestId(RoutingContext request) {
        return RequestId.of(request);
    }

    @Override
    public void prepare(RoutingContext request) {
        ResponseHeaders.on(request);
        connections.bound(ConnectionEnd.channel(request), true);
        if (hasUnreadBody(request.request())) {
            ConnectionEnd.after(request);
        }
    }

    /** An unread body may have any size; reading it only to reuse the connection is not worth the cost. */
    private static boolean hasUnreadBody(HttpServerRequest request) {
        boolean announced = request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return announced && !request.isEnded();
    }
}
