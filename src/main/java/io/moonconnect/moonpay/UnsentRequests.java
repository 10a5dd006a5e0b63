package io.moonconnect.moonpay;

import java.util.ArrayDeque;
import java.util.Deque;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;

/**
 * Requests that were not sent. Over HTTP/2, Vert.x' pool does not take back the stream of a request that is reset
 * before it was sent, so the next call uses it.
 */
final class UnsentRequests {

    private final Deque<HttpClientRequest> requests = new ArrayDeque<>();

    void add(HttpClientRequest request) {
        requests.add(request);
    }

    void forget(HttpConnection connection) {
        requests.removeIf(request -> request.connection() == connection);
    }

    /** One of them with these options, or null. */
    HttpClientRequest poll(RequestOptions options) {
        HttpClientRequest request = requests.poll();
        return request == null ? null : with(options, request);
    }

    /** Clears the headers, since the request may have been made for another call, with another credential. */
    private static HttpClientRequest with(RequestOptions options, HttpClientRequest request) {
        request.setMethod(options.getMethod()).setURI(options.getURI());
        request.headers().clear();
        if (options.getHeaders() != null) {
            request.headers().setAll(options.getHeaders());
        }
        return request;
    }
}
