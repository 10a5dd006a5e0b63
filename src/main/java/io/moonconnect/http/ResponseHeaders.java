package io.moonconnect.http;

import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.netty.handler.codec.http.HttpResponse;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Sets security headers on every response, including early rejections: responses are not cached (most hold tokens,
 * quotes or customer data), and browsers must not treat them as pages (OWASP REST Security Cheat Sheet).
 * {@code Strict-Transport-Security} is always sent, because TLS ends at the host's proxy and browsers ignore the header
 * without TLS.
 */
@ApplicationScoped
class ResponseHeaders {

    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NO_CONTENT =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");

    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");

    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");

    private static final CharSequence RESOURCE_POLICY = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");

    private static final CharSequence TRANSPORT_SECURITY = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence ONE_YEAR = HttpHeaders.createOptimized("max-age=31536000");

    /** Swagger UI and Dev UI need scripts; production has neither. */
    private static final boolean HAS_PAGES = LaunchMode.current().isDevOrTest();

    private static final String PAGES = "/q/";

    void register(@Observes RequestFilters filters) {
        filters.register(ResponseHeaders::set, FilterOrder.RESPONSE_HEADERS);
    }

    private static void set(RoutingContext context) {
        on(context);
        context.next();
    }

    static void on(RoutingContext context) {
        boolean page = HAS_PAGES && context.request().path().startsWith(PAGES);
        put(context.response().headers()::set, page);
    }

    /** For a response to what never becomes a request of Vert.x. */
    static void on(HttpResponse response) {
        put(response.headers()::set, false);
    }

    private static void put(BiConsumer<CharSequence, CharSequence> headers, boolean page) {
        headers.accept(HttpHeaders.CACHE_CONTROL, NO_STORE);
        headers.accept(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        headers.accept(REFERRER_POLICY, NO_REFERRER);
        headers.accept(RESOURCE_POLICY, SAME_ORIGIN);
        headers.accept(TRANSPORT_SECURITY, ONE_YEAR);
        if (!page) {
            headers.accept(CSP, NO_CONTENT);
            headers.accept(FRAME_OPTIONS, DENY);
        }
    }
}
