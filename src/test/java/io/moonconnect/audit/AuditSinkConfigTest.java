package io.moonconnect.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.observability.Tracing;
import io.moonconnect.problem.Failure;
import io.moonconnect.reload.WatchedFiles;
import io.moonconnect.sink.Sinks;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.ConnectProxy;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.KeyStoreFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The audit sink has keys, limits and a proxy of its own; what cannot work ends the start without revealing a secret. */
class AuditSinkConfigTest {

    private static final String KEY = "planted-key-0123456789-0123456789";

    private final Vertx vertx = Vertx.vertx();
    private final EventSink sink = new EventSink();
    private final HandTicker ticker = new HandTicker();

    @AfterEach
    void stop() {
        sink.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void without_a_url_an_event_is_safe_at_once() {
        deliver(sink(Map.of()));

        assertThat(sink.events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://events.example/audit?planted-query",
        "url, https://user:planted-password@events.example/",
        "key, too-short-planted",
        "timeout, 0s",
        "timeout, 5001ms",
        "max-concurrent, 0"
    })
    void what_cannot_work_is_named(String key, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("url", "https://events.example/", "key", KEY));
        settings.put(key, value);

        assertThatThrownBy(() -> sink(prefixed(settings)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.audit.sink." + key)
                .message()
                .doesNotContain("planted");
    }

    @Test
    void a_sink_needs_a_key() {
        assertThatThrownBy(() -> sink(prefixed(Map.of("url", "https://events.example/"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("moonconnect.audit.sink.key and moonconnect.audit.sink.key-file");
    }

    @Test
    void a_sink_that_is_away_is_one_line_of_the_log_in_10_s() {
        AuditSink away = sink(prefixed(Map.of("url", sink.url().toString(), "plain", "true", "key", KEY)));
        sink.answer(503);
        try (CapturedLog log = CapturedLog.of(AuditSink.class.getName())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> deliver(away)).isInstanceOf(Failure.class);
            }
            ticker.advance(Duration.ofSeconds(10));
            assertThatThrownBy(() -> deliver(away)).isInstanceOf(Failure.class);

            assertThat(log.lines())
                    .extracting(CapturedLog.Line::message)
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("audit event delivery to the sink failed, id=id")
                                    .endsWith("cause=status 503, suppressed=0"),
                            second -> assertThat(second).endsWith("cause=status 503, suppressed=2"));
        }
    }

    @Test
    void events_go_through_its_own_proxy_unless_the_host_is_an_exception() {
        try (ConnectProxy proxy = new ConnectProxy()) {
            Map<String, String> settings =
                    prefixed(Map.of("url", sink.url().toString(), "plain", "true", "key", KEY, "timeout", "5s"));
            settings.put("moonconnect.audit.proxy", "http://localhost:" + proxy.port());
            deliver(sink(settings));
            settings.put("moonconnect.audit.no-proxy", "localhost");
            deliver(sink(settings));

            assertThat(proxy.heads()).singleElement().asString().startsWith("POST " + sink.url());
            assertThat(sink.events()).hasSize(2);
        }
    }

    @Test
    void https_goes_through_a_tunnel_of_its_own_proxy(@TempDir Path directory) throws IOException {
        Path credentials = Files.writeString(directory.resolve("credentials"), "user:word");
        KeyStoreFile store = KeyStoreFile.in(directory);
        store.trust();
        try (ConnectProxy proxy = new ConnectProxy();
                EventSink secure = EventSink.overTls(store)) {
            Map<String, String> settings =
                    prefixed(Map.of("url", secure.url().toString(), "key", KEY, "timeout", "5s"));
            settings.put("moonconnect.audit.proxy", "http://localhost:" + proxy.port());
            settings.put("moonconnect.audit.proxy-credentials-file", credentials.toString());
            deliver(sink(settings));

            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT localhost:" + secure.url().getPort() + " ")
                    .containsIgnoringCase("proxy-authorization: basic dXNlcjp3b3Jk");
            assertThat(secure.events()).singleElement().satisfies(event -> {
                assertThat(event.header("ce-id")).isEqualTo("id");
                assertThat(event.header("Moonconnect-Signature")).isNotEmpty();
                assertThat(event.header("Proxy-Authorization")).isNull();
            });
        } finally {
            KeyStoreFile.forget();
        }
    }

    private static Map<String, String> prefixed(Map<String, String> settings) {
        Map<String, String> keys = new HashMap<>();
        settings.forEach((key, value) -> keys.put("moonconnect.audit.sink." + key, value));
        return keys;
    }

    private AuditSink sink(Map<String, String> settings) {
        AuditSinkConfig config = new SmallRyeConfigBuilder()
                .withMapping(AuditSinkConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(AuditSinkConfig.class);
        Sinks sinks = new Sinks(new WatchedFiles(new SimpleMeterRegistry()), new HandSetClock(), vertx, Tracing.off());
        return new AuditSink(config, sinks, new ObjectMapper(), vertx, ticker, new SimpleMeterRegistry());
    }

    private static void deliver(AuditSink sink) {
        AuditEvent event = new AuditEvent(new AuditLog(), null, AuditedAction.DISCLOSURES_ACCEPTED, () -> false);
        sink.take(event, "id", "subject", Instant.EPOCH).await().atMost(Duration.ofSeconds(10));
    }
}
