package io.moonconnect.observability;

import java.net.URI;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.opentelemetry.runtime.config.runtime.exporter.OtlpExporterRuntimeConfig;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * In a native image, stands for the code of Quarkus that would send spans by gRPC. What it names is left out of the build
 * ({@code pom.xml}), and an image links all that could be called, whatever the configuration says.
 */
@TargetClass(className = "io.quarkus.opentelemetry.runtime.exporter.otlp.OTelExporterRecorder$1")
final class SpansWithoutGrpc {

    @Substitute
    @SuppressWarnings("unused") // Called in the place of the method of this name.
    private SpanExporter createOtlpGrpcSpanExporter(
            OtlpExporterRuntimeConfig config, Vertx vertx, URI endpoint, TlsConfigurationRegistry tls) {
        throw new IllegalStateException("quarkus.otel.exporter.otlp.protocol must be http/protobuf");
    }
}
