package io.moonconnect.http;

import jakarta.ws.rs.HttpMethod;

import io.vertx.core.http.HttpServerRequest;

/**
 * The one path that MoonPay calls, as it is before anything is routed: its bodies may be larger, and it is nothing for
 * browsers. Written in another way the path is as any other.
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
