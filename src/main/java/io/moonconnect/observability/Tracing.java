package io.moonconnect.observability;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Makes spans, where {@code quarkus.otel.sdk.disabled} is {@code false}. Whoever wants one asks first whether tracing is on,
 * and does nothing where it is not.
 */
@Singleton
public class Tracing {

    /** The header by which the W3C has a trace go on elsewhere. */
    public static final String HEADER = "traceparent";

    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    /** Spans of these have addresses, paths and queries in them. */
    private static final List<String> REFUSED = List.of(
            "quarkus.otel.instrument.vertx-http",
            "quarkus.otel.instrument.vertx-event-bus",
            "quarkus.otel.instrument.vertx-redis-client");

    private final boolean on;
    private final Tracer tracer;

    @Inject
    Tracing(OpenTelemetry telemetry, Config config) {
        this(telemetry, !config.getValue(DISABLED, Boolean.class));
        for (String key : REFUSED) {
            if (config.getOptionalValue(key, Boolean.class).orElse(false)) {
                throw new ConfigurationException(key + " is refused: its spans have in them what is personal");
            }
        }
    }

    private Tracing(OpenTelemetry telemetry, boolean on) {
        this.on = on;
        this.tracer = telemetry.getTracer("moonconnect");
    }

    /** None, for what is put together by hand. */
    public static Tracing off() {
        return new Tracing(OpenTelemetry.noop(), false);
    }

    public boolean isOn() {
        return on;
    }

    /** A call to somebody else, for the request that is being served if there is one. */
    public SpanBuilder call(String name) {
        return span(name, SpanKind.CLIENT);
    }

    /**
     * {@code traceparent} by which whoever is called can go on with the trace. Nothing else of a caller's trace is passed on:
     * {@code tracestate} and {@code baggage} hold what others have put there.
     */
    public static String header(Span span) {
        SpanContext context = span.getSpanContext();
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    /** A span of any kind, a child of the one that is current. */
    public SpanBuilder span(String name, SpanKind kind) {
        return tracer.spanBuilder(name).setParent(Context.current()).setSpanKind(kind);
    }
}
