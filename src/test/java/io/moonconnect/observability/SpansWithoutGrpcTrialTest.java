package io.moonconnect.observability;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkus.opentelemetry.runtime.exporter.otlp.OTelExporterRecorder;

import static org.assertj.core.api.Assertions.assertThat;

/** Why {@link SpansWithoutGrpc} exists. When this test fails, that reason is gone. */
class SpansWithoutGrpcTrialTest {

    @Test
    void quarkus_refers_to_the_grpc_exporter_beside_the_http_exporter() throws ClassNotFoundException {
        JavaClass exporters = new ClassFileImporter()
                .importClass(Class.forName(
                        OTelExporterRecorder.class.getName() + "$1",
                        false,
                        OTelExporterRecorder.class.getClassLoader()));
        assertThat(exporters.getConstructorCallsFromSelf().stream()
                        .map(call -> call.getTargetOwner().getSimpleName()))
                .as("exporters that Quarkus creates in one class")
                .contains("VertxGrpcSender", "VertxHttpSender");
    }
}
