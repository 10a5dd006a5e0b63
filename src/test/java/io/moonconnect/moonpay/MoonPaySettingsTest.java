package io.moonconnect.moonpay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Invalid configuration fails the start and names its key. */
class MoonPaySettingsTest {

    @ParameterizedTest
    @CsvSource({
        "moonpay.connect-timeout, 0s",
        "moonpay.request-timeout, -1s",
        "moonpay.quote-timeout, 0s",
        "moonpay.overall-timeout, 0s",
        "moonpay.idle-timeout, 500ms",
        "moonpay.max-connections, 0",
        "moonpay.max-waiting-calls, -1"
    })
    void an_invalid_value_is_rejected_and_its_key_named(String key, String value) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key + " must be at least");
    }

    @Test
    void the_defaults_are_valid() {
        assertThatNoException().isThrownBy(() -> settings("moonpay.max-connections", "1"));
    }

    @Test
    void a_secret_key_set_as_the_path_is_not_repeated() {
        assertThatThrownBy(() -> started(Map.of("moonpay.secret-key-file", "sk_live_planted")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonpay.secret-key-file")
                .hasMessageNotContaining("planted");
    }

    @Test
    void a_file_without_a_key_is_named_and_not_repeated(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "planted");
        assertThatThrownBy(() -> started(Map.of("moonpay.secret-key-file", file.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("moonpay.secret-key-file", file.toString(), "sk_test_ or sk_live_")
                .hasMessageNotContaining("planted");
    }

    private static MoonPaySettings settings(String key, String value) {
        return started(Map.of("moonpay.secret-key", "sk_test_settings", key, value));
    }

    private static MoonPaySettings started(Map<String, String> keys) {
        MoonPayConfig config = new SmallRyeConfigBuilder()
                .withMapping(MoonPayConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build()
                .getConfigMapping(MoonPayConfig.class);
        return new MoonPaySettings(config, new WatchedFiles(new SimpleMeterRegistry()));
    }
}
