package io.moonconnect.artifact;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.EventStream.Event;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorControl;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas with one Redis: a webhook to one of them wakes who follows the transaction at the other. */
@Lengthy
class TransactionFleetIT {

    private static final ApiKey KEY = ApiKey.random();

    private static final String WEBHOOK_KEY = "wk_test_of_the_fleet";

    /** So long that nothing but a webhook brings news. */
    private static final String NEVER = "10m";

    @Test
    void a_webhook_to_one_replica_wakes_the_stream_at_the_other() {
        try (RedisProcess redis = RedisProcess.started();
                DemoProcess demo = DemoProcess.start("transaction-fleet-upstream");
                ArtifactProcess one = start(demo, redis, "transaction-fleet-one");
                ArtifactProcess other = start(demo, redis, "transaction-fleet-other")) {
            SimulatorControl moonPay = new SimulatorControl(demo.simulator());
            awaitSubscribed(one.listening());
            awaitSubscribed(other.listening());
            moonPay.stageLife(Duration.ofMinutes(1));
            String token = moonPay.accessToken("cust-7f31");
            String id = pay(moonPay, other.api(), token);
            try (EventStream stream = follow(other, id, token);
                    EventStream waiting = follow(other, pay(moonPay, other.api(), token), token)) {
                assertThat(stream.next().json().path("status").textValue()).isEqualTo("pending");
                waiting.next();
                moonPay.advanceClock(Duration.ofMinutes(3));

                webhook(one.api(), id, "2026-11-20T09:14:58.000Z");

                Event last = stream.until("transaction").get(0);
                assertThat(last.json().path("status").textValue()).isEqualTo("completed");
                assertThat(stream.until("bye").get(0).json().path("reason").textValue())
                        .isEqualTo("transaction-ended");
                assertLastReadsCross(moonPay, one, other);

                other.terminate();

                Event bye = waiting.until(event -> !event.name().equals("heartbeat"))
                        .get(0);
                assertThat(bye.name()).isEqualTo("bye");
                assertThat(bye.json().path("reason").textValue()).isEqualTo("server-leaving");
                assertThat(waiting.ends()).isTrue();
                assertThat(other.exitCode()).isIn(0, 143);
            }
        }
    }

    /** The delivery is told after the completion, both by webhooks to the one; the times of the last reads are far off. */
    private static void assertLastReadsCross(SimulatorControl moonPay, ArtifactProcess one, ArtifactProcess other) {
        moonPay.lateDelivery(Duration.ofMinutes(1));
        String token = moonPay.accessToken("cust-late");
        String id = pay(moonPay, other.api(), token);
        try (EventStream stream = follow(other, id, token)) {
            stream.next();
            moonPay.advanceClock(Duration.ofMinutes(2));
            webhook(one.api(), id, "2026-11-20T09:14:58.000Z");
            assertThat(stream.until("transaction").get(0).data())
                    .contains("\"status\":\"completed\"", "\"cryptoTransactionId\":null");
            moonPay.advanceClock(Duration.ofMinutes(1));
            webhook(one.api(), id, "2026-11-20T09:15:00.000Z");
            assertThat(stream.until("transaction").get(0).data()).contains("\"cryptoTransactionId\":\"sim-");
            assertThat(stream.next().json().path("reason").textValue()).isEqualTo("transaction-ended");
        }
    }

    private static ArtifactProcess start(DemoProcess demo, RedisProcess redis, String name) {
        ProductionConfig config = ProductionConfig.complete(demo.simulator(), KEY)
                .with("QUARKUS_REDIS_HOSTS", redis.url())
                .with("QUARKUS_SHUTDOWN_DELAY", "1s")
                .with("MOONPAY_WEBHOOK_KEYS", WEBHOOK_KEY)
                .with("MOONCONNECT_POLL_LAST_READS", "5m,10m")
                .with("MOONCONNECT_POLL_INTERVAL", NEVER)
                .with("MOONCONNECT_POLL_MAX_INTERVAL", NEVER);
        return Artifact.PRODUCTION.start(name, config.environment());
    }

    private static EventStream follow(ArtifactProcess replica, String id, String token) {
        String path = "/v1/transactions/" + id + "/stream";
        EventStream stream = EventStream.get(replica.api().getPort(), path, token, "Authorization: " + KEY.header());
        assertThat(stream.head().status()).as(stream.head().body()).isEqualTo(200);
        return stream;
    }

    private static void awaitSubscribed(ArtifactProcess replica) {
        URI metrics = replica.management().resolve("/q/metrics");
        Awaitility.await("hears from the other replicas")
                .atMost(ArtifactProcess.PATIENCE)
                .until(() -> given().get(metrics).asString().contains("transaction_announcements_subscribed 1.0"));
    }

    /** A payment by Apple Pay. */
    private static String pay(SimulatorControl moonPay, URI api, String token) {
        String signature = given().header("Authorization", KEY.header())
                .header("MoonPay-Access-Token", token)
                .contentType("application/json")
                .body("""
                        {"source":{"asset":{"code":"USD"},"amount":"75.00"},"destination":{"asset":{"code":"ETH"}},
                         "wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"},
                         "paymentMethod":{"type":"apple_pay"}}""")
                .post(api.resolve("/v1/quotes"))
                .path("quote.signature");
        return moonPay.createTransaction(token, signature);
    }

    /** As MoonPay sends one, signed. */
    private static void webhook(URI api, String transactionId, String updatedAt) {
        String body = """
                {"type":"transaction_updated","data":{"id":"%s","status":"completed",\
                "updatedAt":"%s"}}""".formatted(transactionId, updatedAt);
        SignedWebhook.of(WEBHOOK_KEY, Instant.now(), body).postTo(api).then().statusCode(204);
    }
}
