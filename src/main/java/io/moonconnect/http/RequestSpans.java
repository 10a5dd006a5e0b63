package io.moonconnect.http;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.observability.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/**
 * A span for each request, from its head to the last byte of the response, in the caller's trace if there is a
 * {@code traceparent}. It has the path's template, and neither path nor query.
 */
@ApplicationScoped
class RequestSpans {

    static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("moonconnect.request_id");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** The local of the request's context in which Quarkus keeps the path's template for metrics. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "_OTHER";

    private static final long SERVER_ERROR = 500;

    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public String get(HttpServerRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };

    private final Tracing tracing;

    RequestSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Without tracing there is no filter. */
    void register(@Observes RequestFilters filters) {
        if (tracing.isOn()) {
            filters.register(this::begin, FilterOrder.SPAN);
        }
    }

    private void begin(RoutingContext request) {
        String method = method(request);
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), request.request(), HEADERS);
        Span span = tracing.span(method, SpanKind.SERVER)
                .setParent(caller)
                .setAttribute(METHOD, method)
                .setAttribute(REQUEST_ID, RequestId.of(request))
                .startSpan();
        // Visible to all code on the request's context, which ends with the request.
        caller.with(span).makeCurrent();
        request.addEndHandler(ended -> end(span, method, request, ended.failed()));
        request.next();
    }

    private static void end(Span span, String method, RoutingContext request, boolean gone) {
        String route = ((HttpServerRequestInternal) request.request()).context().getLocal(TEMPLATE);
        if (route != null) {
            span.updateName(method + " " + route).setAttribute(ROUTE, route);
        }
        long status = request.response().getStatusCode();
        span.setAttribute(STATUS, status);
        if (gone) {
            span.setAttribute(ERROR, "gone");
        } else if (status >= SERVER_ERROR) {
            span.setAttribute(ERROR, Long.toString(status)).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static String method(RoutingContext request) {
        String name = request.request().method().name();
        return METHODS.contains(name) ? name : OTHER;
    }
}
