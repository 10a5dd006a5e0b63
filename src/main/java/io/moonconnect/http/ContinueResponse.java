package io.moonconnect.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Answers {@code Expect: 100-continue}, and removes the header so that Quarkus does not answer it again. */
final class ContinueResponse {

    private static final String CONTINUE = "100-continue";

    private ContinueResponse() {}

    static void to(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.headers().remove(HttpHeaders.EXPECT);
            context.response().writeContinue();
        }
    }
}
