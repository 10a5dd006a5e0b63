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
 * Creates spans if {@code quarkus.otel.sdk.disabled} is {@code false}. Callers check {@link #isOn()} first, and do
 * nothing otherwise.
 */
@Singleton
public class Tracing {

    /** The W3C's trace context header. */
    public static final String HEADER = "traceparent";

    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    /** Their spans contain addresses, paths and queries. */
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
                throw new ConfigurationException(key + " must be false: its spans contain personal data");
            }
        }
    }

    private Tracing(OpenTelemetry telemetry, boolean on) {
        this.on = on;
        this.tracer = telemetry.getTracer("moonconnect");
    }

    /** Disabled tracing, for manual wiring. */
    public static Tracing off() {
        return new Tracing(OpenTelemetry.noop(), false);
    }

    public boolean isOn() {
        return on;
    }

    /** A client span, in the current request's trace if there is one. */
    public SpanBuilder call(String name) {
        return span(name, SpanKind.CLIENT);
    }

    /**
     * The {@code traceparent} of a call. {@code tracestate} and {@code baggage} of the caller are not passed on: they
     * hold third parties' data.
     */
    public static String header(Span span) {
        SpanContext context = span.getSpanContext();
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    /** A span of any kind, a child of the current one. */
    public SpanBuilder span(String name, SpanKind kind) {
        return tracer.spanBuilder(name).setParent(Context.current()).setSpanKind(kind);
    }
}
