package io.moonconnect.http;

import jakarta.inject.Singleton;

import io.moonconnect.problem.AnswerHead;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The head of a problem: it can be the answer to a request that no filter has seen, so that it repeats what filters do. */
@Singleton
class PreparedHead implements AnswerHead {

    @Override
    public String requestId(RoutingContext request) {
        return RequestId.of(request);
    }

    @Override
    public void prepare(RoutingContext request) {
        AnswerHeaders.on(request);
        Pipelining.bound(request);
        if (hasUnreadBody(request.request())) {
            ConnectionEnd.after(request);
        }
    }

    /** It may be of any size: reading it to its end, only to hear the next request, is not worth it. */
    private static boolean hasUnreadBody(HttpServerRequest request) {
        boolean announced = request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return announced && !request.isEnded();
    }
}
