package io.moonconnect.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.KeyStoreFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Quarkus prints the message of a configuration error without a cause, and no stack trace. */
class TakenPortTest {

    private static final String LOCALHOST = "localhost";

    @ParameterizedTest
    @CsvSource({
        "simulator.port, SIMULATOR_PORT",
        "simulator.tls-port, SIMULATOR_TLS_PORT",
        "simulator.frontend-port, SIMULATOR_FRONTEND_PORT"
    })
    void a_taken_port_is_one_sentence_with_port_and_variable(String key, String variable, @TempDir Path directory)
            throws IOException {
        String keyStore = KeyStoreFile.in(directory).path().toString();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOCALHOST))) {
            SimulatorStarter starter = starter(
                    Map.of(key, Integer.toString(taken.getLocalPort())), Map.of("simulator.tls-key-store", keyStore));

            assertThatThrownBy(() -> starter.start(null))
                    .isInstanceOf(ConfigurationException.class)
                    .hasNoCause()
                    .message()
                    .contains("port " + taken.getLocalPort(), variable)
                    .doesNotContain("\n", "Exception");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "simulator.port, 65536, SIMULATOR_PORT",
        "simulator.tls-port, 70000, SIMULATOR_TLS_PORT",
        "simulator.frontend-port, -1, SIMULATOR_FRONTEND_PORT"
    })
    void a_number_that_is_no_port_is_one_sentence_too(String key, String port, String variable) {
        SimulatorStarter starter = starter(Map.of(key, port), Map.of());

        assertThatThrownBy(() -> starter.start(null))
                .isInstanceOf(ConfigurationException.class)
                .hasNoCause()
                .message()
                .contains("port " + port, variable)
                .doesNotContain("\n", "Exception");
    }

    @Test
    void what_was_opened_before_is_closed_again() throws IOException {
        int free = FreePort.find();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOCALHOST))) {
            SimulatorStarter starter = starter(
                    Map.of("simulator.frontend-port", Integer.toString(taken.getLocalPort())),
                    Map.of("simulator.port", Integer.toString(free)));

            assertThatThrownBy(() -> starter.start(null)).isInstanceOf(ConfigurationException.class);
        }
        try (ServerSocket again = new ServerSocket(free, 1, InetAddress.getByName(LOCALHOST))) {
            assertThat(again.isBound()).isTrue();
        }
    }

    private static SimulatorStarter starter(Map<String, String> port, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "simulator.port", "0",
                "simulator.tls-port", "0",
                "simulator.frontend-port", "0",
                "simulator.tls-key-store-password", KeyStoreFile.PASSWORD));
        settings.putAll(more);
        settings.putAll(port);
        return new SimulatorStarter(new SmallRyeConfigBuilder()
                .withMapping(SimulatorConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(SimulatorConfig.class));
    }
}
