package io.moonconnect.artifact;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SignedWebhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A process is killed after it has got an event and before the sink has: MoonPay, which has had no answer, sends it again, and
 * the sink gets it.
 */
@Lengthy
class WebhookKillIT {

    private static final String KEY = "wk_test_" + UUID.randomUUID();
    private static final String SINK_KEY = "sink-key-" + UUID.randomUUID();

    private final String event = event();

    @Test
    void the_event_is_delivered_by_the_next_process() throws IOException {
        int sinkPort = FreePort.find();
        ProductionConfig config = config(sinkPort);
        killedBeforeTheSinkHadIt(config, sinkPort);
        try (EventSink sink = new EventSink(sinkPort);
                ArtifactProcess next = Artifact.PRODUCTION
                        .start("webhook-next", config.environment())
                        .listening()) {
            awaitFirstDelivery(next);
            sink.reset();
            assertThat(deliver(next)).isEqualTo(204);
            assertThat(deliver(next)).as("a duplicate now").isEqualTo(204);
            assertThat(sink.events()).hasSize(1);
            assertThat(sink.events().get(0).body()).isEqualTo(event.getBytes(StandardCharsets.UTF_8));
            assertThat(next.output()).doesNotContain(KEY, SINK_KEY);
        }
    }

    @Test
    void with_redis_the_claim_of_the_dead_runs_out_and_another_replica_delivers() throws IOException {
        int sinkPort = FreePort.find();
        try (RedisProcess redis = RedisProcess.started()) {
            ProductionConfig config = config(sinkPort).with("QUARKUS_REDIS_HOSTS", redis.url());
            try (ArtifactProcess other = Artifact.PRODUCTION
                    .start("webhook-other", config.environment())
                    .listening()) {
                try (EventSink early = new EventSink(sinkPort)) {
                    awaitFirstDelivery(other);
                    assertThat(early.events()).isNotEmpty();
                }
                killedBeforeTheSinkHadIt(config, sinkPort);
                try (EventSink sink = new EventSink(sinkPort)) {
                    Awaitility.await()
                            .atMost(ArtifactProcess.PATIENCE)
                            .pollInterval(Duration.ofMillis(200))
                            .until(() -> deliver(other) == 204);
                    assertThat(deliver(other)).isEqualTo(204);
                    assertThat(sink.events()).hasSize(1);
                }
            }
        }
    }

    /** The sink takes the connection, and reads nothing of what is sent on it. */
    private void killedBeforeTheSinkHadIt(ProductionConfig config, int sinkPort) throws IOException {
        try (ServerSocket deaf = new ServerSocket(sinkPort, 1, InetAddress.getByName("localhost"));
                ArtifactProcess killed = Artifact.PRODUCTION
                        .start("webhook-killed", config.environment())
                        .listening()) {
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> deliver(killed));
            try (Socket passingOn = deaf.accept()) {
                killed.kill();
                assertThat(passingOn.isConnected()).isTrue();
            }
            assertThatThrownBy(answer::join).as("MoonPay got no answer").isNotNull();
        }
    }

    private static String event() {
        return SignedWebhook.completed(UUID.randomUUID().toString());
    }

    /** Of another event: on a busy machine, it takes longer than the sink is waited for. */
    private static void awaitFirstDelivery(ArtifactProcess service) {
        String another = event();
        Awaitility.await().atMost(ArtifactProcess.PATIENCE).until(() -> deliver(service, another) == 204);
    }

    private int deliver(ArtifactProcess service) {
        return deliver(service, event);
    }

    private static int deliver(ArtifactProcess service, String event) {
        return SignedWebhook.of(KEY, Instant.now(), event).postTo(service.api()).statusCode();
    }

    private static ProductionConfig config(int sinkPort) {
        return ProductionConfig.complete(URI.create("http://localhost:1"), ApiKey.random())
                .withSink(KEY, URI.create("http://localhost:" + sinkPort + "/events"))
                .with("MOONCONNECT_WEBHOOKS_SINK_KEY", SINK_KEY)
                .with("MOONCONNECT_WEBHOOKS_SINK_TIMEOUT", "700ms");
    }
}
