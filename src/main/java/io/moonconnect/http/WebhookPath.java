package io.moonconnect.http;

import jakarta.ws.rs.HttpMethod;

import io.vertx.core.http.HttpServerRequest;

/** The webhook path, for filters before routing: it permits larger bodies and is exempt from CORS. */
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
