package io.moonconnect.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.observability.Tracing;
import io.moonconnect.reload.WatchedFiles;
import io.moonconnect.sink.Sinks;
import io.moonconnect.testing.HandSetClock;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Invalid or unsafe webhook configuration fails the start, without revealing keys. */
class WebhookConfigTest {

    private static final String KEY = "planted-key-0123456789-0123456789";

    private final Vertx vertx = Vertx.vertx();
    private final WatchedFiles files = new WatchedFiles(new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void by_default_there_are_no_sink_and_no_keys() {
        assertThat(sink(Map.of())).isInstanceOf(LogSink.class);
        signatures(Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://events.example/moonpay", "https://events.example:8443/a?b=c", "HTTPS://h/"})
    void an_https_sink_with_a_key_is_one(String url) {
        assertThat(sink(Map.of("sink.url", url, "sink.key", KEY))).isInstanceOf(CloudEventSink.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events.example",
                "/moonpay",
                "ftp://events.example/",
                "https://user:planted-password@events.example/",
                "https:///nowhere",
                "https://events.example/#part",
                "http://events.example/moonpay?planted-query"
            })
    void a_sink_of_another_form_or_without_tls_is_none(String url) {
        assertThatThrownBy(() -> sink(Map.of("sink.url", url, "sink.key", KEY)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.webhooks.sink.url must be")
                .message()
                .doesNotContain("planted");
    }

    @Test
    void a_sink_without_tls_must_be_enabled_explicitly() {
        assertThat(sink(Map.of("sink.url", "http://events.shop.svc/", "sink.key", KEY, "sink.plain", "true")))
                .isInstanceOf(CloudEventSink.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too-short", "planted-key 0123456789-0123456789"})
    void a_sink_needs_a_key_to_sign_with(String key) {
        assertThatThrownBy(() -> sink(Map.of("sink.url", "https://h/", "sink.key", key)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.webhooks.sink.key")
                .message()
                .doesNotContain("planted", "too-short");
    }

    @Test
    void a_file_of_keys_that_is_not_there_ends_the_start() {
        assertThatThrownBy(() -> sink(Map.of("sink.url", "https://h/", "sink.key-file", "/nowhere/key")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.webhooks.sink.key-file");
        assertThatThrownBy(() -> signatures(Map.of("moonpay.webhook-keys-file", "/nowhere/keys")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonpay.webhook-keys-file");
    }

    @Test
    void keys_are_given_in_one_way() {
        assertThatThrownBy(() ->
                        signatures(Map.of("moonpay.webhook-keys", KEY, "moonpay.webhook-keys-file", "/nowhere/keys")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("both set");
        assertThatThrownBy(() -> signatures(Map.of("moonpay.webhook-keys", KEY + "," + KEY)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonpay.webhook-keys must hold")
                .message()
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({"sink.timeout, 0s", "sink.timeout, 701ms", "memory.life, 59s", "memory.events, 1", "memory.deferred, 0"
    })
    void times_and_bounds_that_cannot_work_are_named(String key, String value) {
        assertThatThrownBy(() -> sink(Map.of("sink.url", "https://h/", "sink.key", KEY, key, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.webhooks." + key);
    }

    /** With these settings beside the defaults. */
    static WebhookConfig config(Map<String, String> settings) {
        Map<String, String> ours = new HashMap<>();
        settings.forEach((key, value) -> ours.put("moonconnect.webhooks." + key, value));
        return smallRye(ours).getConfigMapping(WebhookConfig.class);
    }

    private Sink sink(Map<String, String> settings) {
        return new WebhookProducer(config(settings)).sink(new Sinks(files, new HandSetClock(), vertx, Tracing.off()));
    }

    private void signatures(Map<String, String> settings) {
        new Signatures(
                smallRye(settings).getConfigMapping(WebhookKeysConfig.class),
                config(Map.of()),
                files,
                new HandSetClock());
    }

    private static SmallRyeConfig smallRye(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withMapping(WebhookKeysConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .build();
    }
}
