package io.moonconnect.observability;

import java.net.URI;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.opentelemetry.runtime.config.runtime.exporter.OtlpExporterRuntimeConfig;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * Replaces Quarkus' gRPC exporter of spans in a native image. Its classes are excluded from the build
 * ({@code pom.xml}), but an image links all reachable code, whatever the configuration.
 */
@TargetClass(className = "io.quarkus.opentelemetry.runtime.exporter.otlp.OTelExporterRecorder$1")
final class SpansWithoutGrpc {

    @Substitute
    @SuppressWarnings("unused") // Replaces the method of this name.
    private SpanExporter createOtlpGrpcSpanExporter(
            OtlpExporterRuntimeConfig config, Vertx vertx, URI endpoint, TlsConfigurationRegistry tls) {
        throw new IllegalStateException("quarkus.otel.exporter.otlp.protocol must be http/protobuf");
    }
}
