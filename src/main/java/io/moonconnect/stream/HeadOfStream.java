package io.moonconnect.stream;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * What a request and the head of its answer keep in memory. It is of use until the head is on the wire, which for a stream is
 * long before its end.
 */
final class HeadOfStream {

    private HeadOfStream() {}

    /** The head is on the wire: its headers, those of the request, and whatever waited for it are let go. */
    static void letGo(RoutingContext request) {
        request.request().headers().clear();
        request.response().headers().clear();
        // Ids are given in the order of adding, from 0 on. One of these handlers is the whole request of Quarkus REST.
        int last = request.addHeadersEndHandler(head -> {});
        for (int id = 0; id <= last; id++) {
            request.removeHeadersEndHandler(id);
        }
        // Quarkus REST would end its own request with it, which is over. End handlers hear of a closed connection otherwise.
        request.response().closeHandler(closed -> {});
        // Where authentication is not proactive, this is how Quarkus would find out later who is asking.
        request.remove(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
    }
}
