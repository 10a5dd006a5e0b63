package io.moonconnect.caller.intake;

import jakarta.ws.rs.HttpMethod;

import io.vertx.core.http.HttpServerRequest;

/**
 * The webhook path, for filters that run before routing: bodies may be larger, and CORS does not apply. Other spellings
 * of the path are treated like any other path.
 */
final class WebhookPath {

    static final String PATH = "/v1/webhooks/moonpay";

    private WebhookPath() {}

    static boolean is(HttpServerRequest request) {
        return PATH.equals(request.path());
    }

    static boolean isDeliveredTo(HttpServerRequest request) {
        return is(request) && HttpMethod.POST.equals(request.method().name());
    }
}
