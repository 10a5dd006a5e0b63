package io.moonconnect.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer says of itself, a refusal before any filter included: not to be cached (tokens, quotes and customer data
 * are in most of them), and to a browser that nothing here is a page (OWASP REST Security Cheat Sheet). The host's proxy
 * ends TLS, and browsers ignore {@code Strict-Transport-Security} where there is none, so that it is always said.
 */
@ApplicationScoped
class AnswerHeaders {

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

    /** Quarkus' own pages, Swagger UI and the dev UI, are made of scripts; production has neither. */
    private static final boolean HAS_PAGES = LaunchMode.current().isDevOrTest();

    private static final String PAGES = "/q/";

    void register(@Observes Filters filters) {
        filters.register(AnswerHeaders::set, FilterOrder.ANSWER_HEADERS.priority());
    }

    private static void set(RoutingContext context) {
        on(context);
        context.next();
    }

    static void on(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(RESOURCE_POLICY, SAME_ORIGIN);
        headers.set(TRANSPORT_SECURITY, ONE_YEAR);
        if (!HAS_PAGES || !context.request().path().startsWith(PAGES)) {
            headers.set(CSP, NO_CONTENT);
            headers.set(FRAME_OPTIONS, DENY);
        }
    }
}
