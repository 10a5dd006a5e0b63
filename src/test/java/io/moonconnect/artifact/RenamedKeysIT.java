package io.moonconnect.artifact;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.Lengthy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The production artifact accepts the former names of keys, and warns of each once. */
class RenamedKeysIT {

    @TempDir
    Path directory;

    @Test
    void takes_former_names_of_keys_and_warns_of_each() throws Exception {
        String sinkKey = "planted-key-0123456789-0123456789";
        ProductionConfig config = ProductionConfig.complete()
                .with("MOONCONNECT_WEBHOOK_SINK", "https://events.example/")
                .with(
                        "MOONCONNECT_WEBHOOK_SINK_KEY_FILE",
                        Files.writeString(directory.resolve("sink-key"), sinkKey)
                                .toString())
                .with("MOONCONNECT_POLL_SHARE", "0.2");

        try (ArtifactProcess production = Artifact.PRODUCTION.start(
                "former-names",
                config.environment(),
                "-Dmoonconnect.audit-key=" + sinkKey,
                "-Dmoonconnect.poll-interval=3s",
                "-Dmoonconnect.stream-life=5m")) {
            production.listening();

            assertThat(production.output())
                    .containsOnlyOnce(deprecated("moonconnect.webhook-sink", "moonconnect.webhooks.sink.url"))
                    .containsOnlyOnce(
                            deprecated("moonconnect.webhook-sink-key-file", "moonconnect.webhooks.sink.key-file"))
                    .containsOnlyOnce(deprecated("moonconnect.audit-key", "moonconnect.audit.key"))
                    .containsOnlyOnce(deprecated("moonconnect.poll-interval", "moonconnect.poll.interval"))
                    .containsOnlyOnce(deprecated("moonconnect.stream-life", "moonconnect.streams.life"))
                    .doesNotContain("moonconnect.poll-share", sinkKey, "events.example")
                    .doesNotContain("moonconnect.audit.key is not set");
        }
    }

    @ParameterizedTest
    @Lengthy
    @CsvSource({
        "moonconnect.stream-life, 0s, moonconnect.streams.life must be 1ms to 24h",
        "moonconnect.max-webhooks, 0, moonconnect.webhooks.max-concurrent must be at least 1",
        "moonconnect.webhook-tolerance, 0s, moonconnect.webhooks.tolerance must be at least 1 s"
    })
    void refuses_a_wrong_value_by_the_name_of_today(String former, String value, String said) {
        try (ArtifactProcess production = Artifact.PRODUCTION.start(
                "refused", ProductionConfig.complete().environment(), "-D" + former + "=" + value)) {
            assertThat(production.exitCode()).as(production.output()).isEqualTo(1);
            assertThat(production.output()).contains(said, "key=" + former + ", use=");
        }
    }

    @Test
    @Lengthy
    void refuses_an_unknown_key() {
        try (ArtifactProcess production = Artifact.PRODUCTION.start(
                "refused", ProductionConfig.complete().environment(), "-Dmoonconnect.stream-live=5m")) {
            assertThat(production.exitCode()).as(production.output()).isEqualTo(1);
            assertThat(production.output()).contains("moonconnect.stream-live");
        }
    }

    @ParameterizedTest
    @Lengthy
    @ValueSource(strings = {"moonconnect.cors.origins", "quarkus.http.cors.origins", "quarkus.http.cors.origins[0]"})
    void takes_browser_origins_by_either_name(String key) {
        String shop = "https://shop.example";
        try (ArtifactProcess production = Artifact.PRODUCTION.start(
                "origins", ProductionConfig.complete().environment(), "-D" + key + "=" + shop)) {
            production.listening();

            given().header("Origin", shop)
                    .header("Access-Control-Request-Method", "POST")
                    .options(production.api().resolve("/v1/quotes"))
                    .then()
                    .statusCode(204)
                    .header("Access-Control-Allow-Origin", shop);
        }
    }

    private static String deprecated(String key, String use) {
        return "deprecated configuration key, key=" + key + ", use=" + use;
    }
}
