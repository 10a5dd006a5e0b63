package io.moonconnect.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.observability.Tracing;
import io.moonconnect.reload.WatchedFiles;
import io.moonconnect.sink.SinkRefusal;
import io.moonconnect.sink.Sinks;
import io.moonconnect.testing.ConnectProxy;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.HandSetClock;
import io.moonconnect.testing.KeyStoreFile;
import io.vertx.core.Vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Events reach the sink through its own forward proxy. */
class SinkThroughAProxyTest {

    private static final byte[] BODY = "{\"type\":\"tried\"}".getBytes(StandardCharsets.UTF_8);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final ConnectProxy proxy = new ConnectProxy();
    private final EventSink sink = new EventSink();

    @AfterEach
    void close() {
        sink.close();
        proxy.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void events_go_through_it_with_its_credentials(@TempDir Path directory) throws IOException {
        Path credentials = Files.writeString(directory.resolve("credentials"), "user:word");
        deliver(Map.of("proxy-credentials-file", credentials.toString()));

        assertThat(sink.events()).hasSize(1);
        assertThat(proxy.heads())
                .singleElement()
                .asString()
                .startsWith("POST " + sink.url())
                .containsIgnoringCase("proxy-authorization: basic dXNlcjp3b3Jk");
    }

    /** The proxy sees neither the event nor its signature, and the sink no credentials of the proxy. */
    @Test
    void https_goes_through_a_tunnel(@TempDir Path directory) throws IOException {
        Path credentials = Files.writeString(directory.resolve("credentials"), "user:word");
        KeyStoreFile store = KeyStoreFile.in(directory);
        store.trust();
        try (EventSink secure = EventSink.overTls(store)) {
            Map<String, String> settings = Map.of(
                    "sink.url",
                    secure.url().toString(),
                    "sink.plain",
                    "false",
                    "proxy-credentials-file",
                    credentials.toString());
            // The first handshake of a process on a busy machine can take longer than a webhook may.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SinkRefusal.class)
                    .untilAsserted(() -> deliver(settings));

            assertThat(proxy.heads()).isNotEmpty().allSatisfy(head -> assertThat(head)
                    .startsWith("CONNECT localhost:" + secure.url().getPort() + " ")
                    .containsIgnoringCase("proxy-authorization: basic dXNlcjp3b3Jk"));
            assertThat(secure.events()).isNotEmpty().allSatisfy(event -> {
                assertThat(event.body()).isEqualTo(BODY);
                assertThat(event.header("Moonconnect-Signature")).isNotEmpty();
                assertThat(event.header("Proxy-Authorization")).isNull();
            });
        } finally {
            KeyStoreFile.forget();
        }
    }

    @Test
    void a_refused_tunnel_is_a_failed_delivery() {
        proxy.refuse(403);

        assertThatThrownBy(() -> deliver(Map.of("sink.url", "https://events.example.com/")))
                .isInstanceOf(SinkRefusal.class);
        assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT events.example.com:443 ");
    }

    @Test
    void an_exception_is_reached_directly() {
        deliver(Map.of("no-proxy", "localhost"));

        assertThat(sink.events()).hasSize(1);
        assertThat(proxy.heads()).isEmpty();
    }

    private void deliver(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "sink.url",
                sink.url().toString(),
                "sink.plain",
                "true",
                "sink.key",
                "0123456789-0123456789-0123456789",
                "proxy",
                "http://localhost:" + proxy.port()));
        all.putAll(settings);
        WatchedFiles files = new WatchedFiles(new SimpleMeterRegistry());
        new WebhookProducer(WebhookConfigTest.config(all))
                .sink(new Sinks(files, new HandSetClock(), vertx, Tracing.off()))
                .take(EventReader.read(BODY), BODY)
                .await()
                .atMost(PATIENCE);
    }
}
