package io.moonconnect.artifact;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;

import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.MountedFile;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The production artifact as an operator runs it who uses all of it, Redis, files and a sink for webhooks; and the main job,
 * with what goes wrong in it.
 */
final class ObservedService implements AutoCloseable {

    private static final ApiKey KEY = ApiKey.random();
    private static final String WEBHOOK_KEY = "wk_test_" + UUID.randomUUID();

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}%s}""";

    private static final String APPLE_PAY = ",\"paymentMethod\":{\"type\":\"apple_pay\"}";

    private final RedisProcess redis = RedisProcess.started();
    private final EventSink sink = new EventSink();
    private final DemoProcess demo;
    private final ArtifactProcess service;
    private final MountedFile backendKeys = MountedFile.create("backend-keys", "shop=" + KEY.digest());

    private ObservedService(String name) {
        demo = DemoProcess.start(name + "-upstream");
        service = Artifact.PRODUCTION.start(name, config().environment());
    }

    static ObservedService start(String name) {
        ObservedService started = new ObservedService(name);
        try {
            started.service.listening();
            Awaitility.await("Redis is known").atMost(ArtifactProcess.PATIENCE).until(() -> started.page()
                    .contains("transaction_announcements_subscribed 1.0"));
        } catch (Throwable failure) {
            started.close();
            throw failure;
        }
        return started;
    }

    URI management() {
        return service.management();
    }

    /** As Prometheus scrapes it. */
    String page() {
        return given().get(service.management().resolve("/q/metrics")).asString();
    }

    /** From a session to the end of a transaction; a fault at each step that has a metric of its own. */
    void runMainJob() {
        SimulatorControl moonPay = new SimulatorControl(demo.simulator());
        moonPay.clearFaults();
        sessions(moonPay);
        String token = moonPay.accessToken("cust-ny");
        read(token);
        requirements();
        comparisons(moonPay, token);
        liveQuotes(token);
        transaction(moonPay, token);
        webhooks();
        backendKeys.swap("shop=" + KEY.digest() + ",other=" + ApiKey.random().digest());
    }

    private void sessions(SimulatorControl moonPay) {
        String session = "{\"externalCustomerId\":\"cust-ny\",\"deviceIp\":\"81.2.69.142\"}";
        post("/v1/sessions", session, 201);
        moonPay.status("createSession", 500);
        post("/v1/sessions", session, 502);
        moonPay.clearFaults();
        post("/v1/sessions", "{}", 400);
        given().get(service.api().resolve("/v1/disclosures")).then().statusCode(401);
    }

    private void read(String token) {
        for (String path : List.of(
                "/v1/payment-methods?currency=USD&transactionType=buy",
                "/v1/transactions",
                "/v1/assets?code=ETH",
                "/v1/disclosures",
                "/v1/customers/me?externalCustomerId=cust-ny")) {
            as(token).get(service.api().resolve(path)).then().statusCode(200);
        }
    }

    private void requirements() {
        String known = "{\"status\":\"active\",\"paymentDisclosures\":[{\"id\":\"unheard-of\",\"version\":\"1\"}]}";
        post("/v1/connections/requirements", known, 200);
        post("/v1/connections/requirements", "{\"status\":\"unheard-of\"}", 200);
    }

    private void comparisons(SimulatorControl moonPay, String token) {
        compare(token, "", 200);
        compare(token, ",\"excludeTypes\":[\"apple_pay\",\"google_pay\",\"card\"]", 200);
        moonPay.add(SimulatorFault.status("getBuyQuote", 503).times(1));
        moonPay.add(SimulatorFault.delay("getBuyQuote", Duration.ofMinutes(1)).forPaymentMethod("google_pay"));
        compare(token, "", 200);
        moonPay.clearFaults();
        moonPay.status("getBuyQuote", 500);
        compare(token, "", 502);
        moonPay.clearFaults();
    }

    private void liveQuotes(String token) {
        String request = EventStream.request(
                "/v1/quotes/stream", token, PURCHASE.formatted(""), "Authorization: " + KEY.header());
        try (EventStream stream = EventStream.send(
                "POST", "/v1/quotes/stream", request, service.api().getPort(), true)) {
            stream.until("complete");
        }
    }

    private void transaction(SimulatorControl moonPay, String token) {
        String signature = as(token)
                .body(PURCHASE.formatted(APPLE_PAY))
                .post(service.api().resolve("/v1/quotes"))
                .path("quote.signature");
        moonPay.stageLife(Duration.ofMinutes(1));
        String id = moonPay.createTransaction(token, signature);
        try (EventStream stream = EventStream.get(
                service.api().getPort(),
                "/v1/transactions/" + id + "/stream",
                token,
                "Authorization: " + KEY.header())) {
            stream.until("transaction");
            moonPay.advanceClock(Duration.ofMinutes(3));
            // Sent again as MoonPay does: a first delivery may take longer than the sink is waited for.
            Awaitility.await().atMost(ArtifactProcess.PATIENCE).until(() -> webhook(WEBHOOK_KEY, id) == 204);
            stream.until("bye");
        }
    }

    private void webhooks() {
        webhook("wk_test_unknown", "tx-1", 400);
        webhook(WEBHOOK_KEY, "tx-1", 204);
        webhook(WEBHOOK_KEY, "tx-1", 204);
        sink.answer(500);
        webhook(WEBHOOK_KEY, "tx-2", 503);
        sink.answer(204);
    }

    private void compare(String token, String more, int status) {
        as(token)
                .body(PURCHASE.formatted(more))
                .post(service.api().resolve("/v1/quotes/compare"))
                .then()
                .statusCode(status);
    }

    private void post(String path, String json, int status) {
        caller().body(json).post(service.api().resolve(path)).then().statusCode(status);
    }

    private void webhook(String key, String transaction, int status) {
        assertThat(webhook(key, transaction)).isEqualTo(status);
    }

    private int webhook(String key, String transaction) {
        String event = SignedWebhook.completed(transaction);
        return SignedWebhook.of(key, Instant.now(), event).postTo(service.api()).statusCode();
    }

    private static RequestSpecification as(String token) {
        return caller().header("MoonPay-Access-Token", token);
    }

    private static RequestSpecification caller() {
        return given().header("Authorization", KEY.header()).contentType("application/json");
    }

    private ProductionConfig config() {
        return ProductionConfig.complete(demo.simulator(), KEY)
                .without(ProductionConfig.SECRET_KEY)
                .without(ProductionConfig.BACKEND_KEYS)
                .with(ProductionConfig.SECRET_KEY_FILE, file("secret-key", ProductionConfig.secretKey("sk_test_")))
                .with("MOONCONNECT_BACKEND_KEYS_FILE", backendKeys.path().toString())
                .withSink(WEBHOOK_KEY, sink.url())
                .with("MOONCONNECT_FILES_CHECK_INTERVAL", "100ms")
                .with("MOONCONNECT_LIMIT_TOKEN", "0")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS", "0")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_CUSTOMER", "0")
                .with("MOONPAY_BREAKER_WINDOW", "0")
                .with("QUARKUS_REDIS_HOSTS", redis.url());
    }

    private static String file(String name, String content) {
        return MountedFile.create(name, content).path().toString();
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        demo.close();
        sink.close();
        redis.close();
    }
}
