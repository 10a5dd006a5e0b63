package io.moonconnect.stream;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/** Memory that a request and its response head occupy until the response ends, which for a stream takes minutes. */
final class StreamHead {

    private StreamHead() {}

    /** Releases headers and their handlers once the response head is written. */
    static void release(RoutingContext request) {
        request.request().headers().clear();
        request.response().headers().clear();
        // Handler ids count from 0. One of these handlers holds the whole request of Quarkus REST.
        int last = request.addHeadersEndHandler(head -> {});
        for (int id = 0; id <= last; id++) {
            request.removeHeadersEndHandler(id);
        }
        // Quarkus REST would end its completed request again. End handlers are called without it.
        request.response().closeHandler(closed -> {});
        // Quarkus would use it for lazy authentication.
        request.remove(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
    }
}
