package io.moonconnect.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.moonpay.permit.Busiest;
import io.moonconnect.testing.Documents;
import io.moonconnect.testing.EventSink;
import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorControl;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The former version and the present one together, as during an upgrade: with one configuration, one Redis, one MoonPay and
 * one sink. What is compatible is in deploy/operations.md; {@code target/two-versions.md} lists what came out.
 */
@Lengthy
@NeedsJvm
@NeedsOldVersion
class TwoVersionsIT {

    private static final Logger LOG = Logger.getLogger(TwoVersionsIT.class);

    /** The version until there is a release: FIRST of .ci/upgrade/old, which names directories by commit. */
    private static final String BEFORE_FIRST_RELEASE = "0da03b53ffed04e2cb69a4299714873fba168d43";

    private static final Path REPORT = Path.of("target/two-versions.md");

    /** The defaults of both. */
    private static final int RATE = 27;

    private static final int RATE_AND_BURST = RATE + 3;

    /** What passes on the way and a busy machine move together. With two rates it would be twice as many. */
    private static final int MOST_IN_A_SECOND = RATE_AND_BURST + RATE_AND_BURST / 10;

    private static final int WORKERS = 12;
    private static final int CALLS = 10 * RATE;
    private static final int MOST_RUNS = 5;

    /** So long that nothing but an announcement brings news. */
    private static final String NEVER = "10m";

    private static final String ORIGIN = "https://shop.example";
    private static final String WEBHOOK_KEY = "wk_test_" + UUID.randomUUID();

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "paymentMethod":{"type":"apple_pay"},"wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}}""";

    private static final ApiKey KEY = ApiKey.random();

    private static final Map<String, String> RESULTS = new TreeMap<>();

    private static RedisProcess redis;
    private static DemoProcess demo;
    private static SimulatorControl moonPay;
    private static EventSink sink;
    private static ArtifactProcess old;
    private static ArtifactProcess present;

    /** What MoonPay saw of both. */
    private record Run(int calls, Duration length, int busiestSecond, int byOld, int byPresent, double fallbacks) {}

    @BeforeAll
    static void startBoth() {
        assertThat(Artifact.OLD.directory().resolve("quarkus-run.jar"))
                .as("-Dartifact.old must be what .ci/upgrade/old prints")
                .isRegularFile();
        redis = RedisProcess.started();
        demo = DemoProcess.start("two-versions-upstream");
        moonPay = new SimulatorControl(demo.simulator());
        sink = new EventSink();
        Map<String, String> environment = configuration().environment();
        old = Artifact.OLD.startOnJvm("two-versions-old", environment);
        present = Artifact.PRODUCTION.start("two-versions-present", environment);
        for (ArtifactProcess service : both()) {
            ServiceMetrics metrics = new ServiceMetrics(service.listening());
            await().until(() -> metrics.value("transaction_announcements_subscribed") == 1
                    && metrics.value("moonpay_fleet_degraded") == 0);
            // The first delivery of a process may take longer than a sink is waited for.
            String first = event("\"id\":\"" + UUID.randomUUID() + "\",");
            await().until(() -> deliver(service, first) == 204);
        }
    }

    @AfterAll
    static void stopBoth() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {present, old, sink, demo, redis}) {
            if (each != null) {
                each.close();
            }
        }
        StringBuilder table = new StringBuilder("# Two versions with one Redis\n\nFormer version: ")
                .append(Artifact.OLD.directory().getFileName())
                .append("\n\n| what | result |\n|---|---|\n");
        RESULTS.forEach((what, result) ->
                table.append("| ").append(what).append(" | ").append(result).append(" |\n"));
        Files.writeString(REPORT, table);
        LOG.info(table);
    }

    @BeforeEach
    void resetMoonPayAndSink() {
        moonPay.reset();
        sink.reset();
    }

    @Test
    void the_former_configuration_starts_the_present_version_with_a_warning_for_each_former_name() {
        assertThat(deprecated()).hasSize(formerNames().size());
        for (ArtifactProcess service : both()) {
            service.ready();
            given().header("Origin", ORIGIN)
                    .header("Access-Control-Request-Method", "POST")
                    .options(service.api().resolve("/v1/quotes"))
                    .then()
                    .header("Access-Control-Allow-Origin", ORIGIN);
        }
        RESULTS.put(
                "configuration of the former version",
                "both start; former names warned of: " + deprecated().size());
    }

    @Test
    void both_together_stay_within_the_rate() {
        Run run = undisturbedRun();

        assertThat(run.busiestSecond()).isLessThanOrEqualTo(MOST_IN_A_SECOND);
        double perSecond = 1000.0 * run.calls() / run.length().toMillis();
        assertThat(perSecond).as("the rate is used").isGreaterThan(0.7 * RATE);
        assertThat(List.of(run.byOld(), run.byPresent())).allMatch(calls -> calls > run.calls() / 20);
        RESULTS.put(
                "permits (rate and burst: %d; at MoonPay at most %d)".formatted(RATE_AND_BURST, MOST_IN_A_SECOND),
                "%d calls, %.1f a second, busiest second %d; former version %d, present one %d"
                        .formatted(run.calls(), perSecond, run.busiestSecond(), run.byOld(), run.byPresent()));
    }

    @Test
    void an_event_with_an_id_is_forwarded_once_whichever_version_gets_it_first() {
        for (List<ArtifactProcess> order : bothOrders()) {
            String event = event("\"id\":\"" + UUID.randomUUID() + "\",");

            order.forEach(service -> assertThat(deliver(service, event)).isEqualTo(204));
        }

        assertThat(sink.events()).hasSize(bothOrders().size());
        RESULTS.put("webhook with an id, to one version after the other", "forwarded once, in either order");
    }

    @Test
    void an_event_with_an_id_that_comes_to_both_at_once_is_forwarded_once() {
        int events = 10;
        for (int i = 0; i < events; i++) {
            String event = event("\"id\":\"" + UUID.randomUUID() + "\",");

            CompletableFuture<Integer> atOld = CompletableFuture.supplyAsync(() -> deliver(old, event));
            assertThat(deliver(present, event)).isIn(204, 503);
            assertThat(atOld.join()).isIn(204, 503);
            both().forEach(service -> await().until(() -> deliver(service, event) == 204));
        }

        assertThat(sink.events()).hasSize(events);
        assertThat(ids(sink.events())).hasSize(events);
        RESULTS.put("webhook with an id, to both at once", "forwarded once (" + events + " of " + events + ")");
    }

    /** A version from before 1.0.0 has another hash of it, as deploy/operations.md says. */
    @Test
    void an_event_without_an_id_is_forwarded_once_by_all_versions_with_the_same_hash() {
        int hashes = isBeforeFirstRelease() ? 2 : 1;
        String event = event("");

        for (int i = 0; i < 2; i++) {
            both().forEach(service -> assertThat(deliver(service, event)).isEqualTo(204));
        }

        assertThat(sink.events()).hasSize(hashes);
        assertThat(ids(sink.events())).hasSize(hashes);
        RESULTS.put(
                "webhook without an id, twice to both",
                hashes == 1 ? "forwarded once" : "forwarded once by each version");
    }

    @Test
    void a_change_that_one_version_hears_of_wakes_who_follows_it_at_the_other() {
        moonPay.stageLife(Duration.ofMinutes(1));
        for (List<ArtifactProcess> order : bothOrders()) {
            String token = moonPay.accessToken("cust-7f31");
            String id = pay(order.get(1), token);
            try (EventStream stream = follow(order.get(1), id, token)) {
                assertThat(stream.next().json().path("status").textValue()).isEqualTo("pending");
                moonPay.advanceClock(Duration.ofMinutes(3));
                long sent = System.nanoTime();

                assertThat(deliver(order.get(0), SignedWebhook.completed(id))).isEqualTo(204);

                EventStream.Event told = stream.until("transaction").get(0);
                assertThat(told.json().path("status").textValue()).isEqualTo("completed");
                RESULTS.put(
                        "change of a transaction, from the " + (order.get(0) == old ? "former" : "present")
                                + " version to the other",
                        "told after " + Duration.ofNanos(told.nanos() - sent).toMillis() + " ms");
            }
        }
    }

    @Test
    void the_present_version_writes_the_audit_fields_of_the_former_one() {
        String token = moonPay.accessToken("cust-ny");
        Map<String, Map<String, String>> before = audited(old, token);
        Map<String, Map<String, String>> after = audited(present, token);

        assertThat(before)
                .containsOnlyKeys("session.created", "session.revoked", "payment-method.deleted", "disclosures.served");
        before.forEach((event, fields) -> {
            assertThat(after.get(event).keySet()).as(event).containsAll(fields.keySet());
            fields.remove("moonPayRequestId");
            assertThat(after.get(event)).as(event).containsAllEntriesOf(fields);
        });
        RESULTS.put(
                "audit events " + String.join(", ", before.keySet()),
                "equal fields, but for MoonPay's request ids; hashes are equal with one key");
    }

    @Test
    void the_present_version_has_the_metrics_of_the_former_one() {
        String token = moonPay.accessToken("cust-ny");
        both().forEach(service -> audited(service, token));
        Map<String, Set<String>> before = metrics(old);
        Map<String, Set<String>> after = metrics(present);

        before.forEach((metric, labels) ->
                assertThat(after.get(metric)).as(metric).isNotNull().containsAll(labels));
        RESULTS.put(
                "metrics",
                "all " + before.size() + " of the former version with their labels, " + after.size() + " in all");
    }

    @Test
    void the_commands_of_the_guide_show_each_version_and_that_it_works_with_redis() throws Exception {
        List<String> commands = Guide.section(Documents.OPERATIONS, "Upgrade and rollback")
                .blocks()
                .get(0)
                .commands();
        for (ArtifactProcess service : both()) {
            List<Shell.Result> results = Shell.run(
                    Artifact.PRODUCTION.outputDirectory("two-versions-guide"),
                    commands.stream()
                            .map(command -> command.replace(
                                    "localhost:9000", service.management().getAuthority()))
                            .toList());

            assertThat(results.get(0).output().lines())
                    .hasSize(4)
                    .anyMatch(line ->
                            line.matches("moonconnect_build_info\\{.*version=\"[0-9]+\\.[0-9]+\\.[0-9]+.*} 1.*"))
                    .contains(
                            "moonpay_fleet_degraded 0.0",
                            "webhooks_fleet_degraded 0.0",
                            "transaction_announcements_subscribed 1.0");
            assertThat(new ObjectMapper()
                            .readTree(results.get(1).output())
                            .path("status")
                            .asText())
                    .isEqualTo("UP");
        }
    }

    private static Run undisturbedRun() {
        for (int i = 0; i < MOST_RUNS; i++) {
            Run run = run();
            if (run.fallbacks() == 0) {
                return run;
            }
        }
        throw new AssertionError("Redis was too slow in every run");
    }

    private static Run run() {
        try (ReplicaClient client = new ReplicaClient()) {
            both().forEach(client::add);
            await().until(() -> both().stream().allMatch(client::isReady));
            for (int i = 0; i < WORKERS; i++) {
                client.send(quote(moonPay.accessToken("cust-7f31-" + i)));
            }
            // With connections, and with the shares that each had before it had Redis behind it.
            await().until(() -> both().stream().allMatch(service -> client.answeredBy(service) > 3 * WORKERS));
            double fallbacks = fallbacks();
            int byOld = client.answeredBy(old);
            int byPresent = client.answeredBy(present);
            moonPay.forgetRequests();
            await().until(() -> moonPay.arrivals().size() >= CALLS);
            List<Long> arrivals = moonPay.arrivals().values().stream()
                    .map(TwoVersionsIT::nanos)
                    .sorted()
                    .toList();
            return new Run(
                    arrivals.size(),
                    Duration.ofNanos(arrivals.get(arrivals.size() - 1) - arrivals.get(0)),
                    Busiest.second(arrivals),
                    client.answeredBy(old) - byOld,
                    client.answeredBy(present) - byPresent,
                    fallbacks() - fallbacks);
        }
    }

    private static double fallbacks() {
        return both().stream()
                .mapToDouble(service -> new ServiceMetrics(service).value("moonpay_fleet_fallbacks_total"))
                .sum();
    }

    private static long nanos(Instant moment) {
        return Duration.ofSeconds(moment.getEpochSecond(), moment.getNano()).toNanos();
    }

    /** The last event of each kind by name, as its fields. */
    private static Map<String, Map<String, String>> audited(ArtifactProcess service, String token) {
        String id = UUID.randomUUID().toString();
        backend(service, id)
                .body("{\"externalCustomerId\":\"cust-ny\",\"deviceIp\":\"81.2.69.160\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(201);
        backend(service, id)
                .queryParam("externalCustomerId", "cust-ny")
                .delete("/v1/sessions")
                .then()
                .statusCode(204);
        backend(service, id).header("MoonPay-Access-Token", token).delete("/v1/payment-methods/pm-unknown");
        backend(service, id)
                .header("MoonPay-Access-Token", token)
                .body(PURCHASE)
                .post("/v1/quotes")
                .then()
                .statusCode(200);

        Map<String, Map<String, String>> events = new TreeMap<>();
        records(service).stream()
                .filter(event -> event.path("loggerName").asText().equals("io.moonconnect.audit"))
                .map(event -> event.path("mdc"))
                .filter(fields -> fields.path("requestId").asText().equals(id))
                .forEach(fields -> events.put(fields.path("event").asText(), values(fields)));
        return events;
    }

    private static Map<String, String> values(JsonNode fields) {
        Map<String, String> values = new TreeMap<>();
        fields.fieldNames()
                .forEachRemaining(name -> values.put(name, fields.path(name).asText()));
        values.remove("requestId");
        return values;
    }

    private static List<JsonNode> records(ArtifactProcess service) {
        List<JsonNode> records = new ArrayList<>();
        for (String line :
                service.output().lines().filter(line -> line.startsWith("{")).toList()) {
            try {
                records.add(new ObjectMapper().readTree(line));
            } catch (JsonProcessingException beingWritten) {
                // The last line.
            }
        }
        return records;
    }

    private static List<String> deprecated() {
        return records(present).stream()
                .map(event -> event.path("message").asText())
                .filter(message -> message.startsWith("deprecated configuration key"))
                .toList();
    }

    /** The labels of each metric. */
    private static Map<String, Set<String>> metrics(ArtifactProcess service) {
        String page = given().get(service.management().resolve("/q/metrics")).asString();
        Map<String, Set<String>> metrics = new TreeMap<>();
        MetricsPage.of(page).samples().forEach(sample -> metrics.computeIfAbsent(
                        sample.metric(), metric -> new TreeSet<>())
                .addAll(sample.labels().keySet()));
        return metrics;
    }

    private static int deliver(ArtifactProcess service, String event) {
        return SignedWebhook.of(WEBHOOK_KEY, Instant.now(), event)
                .postTo(service.api())
                .statusCode();
    }

    /** @param first members at its beginning */
    private static String event(String first) {
        return "{" + first + "\"type\":\"transaction_updated\",\"data\":{\"id\":\"" + UUID.randomUUID()
                + "\",\"status\":\"completed\",\"updatedAt\":\"2026-11-20T09:14:58.000Z\"}}";
    }

    private static Set<String> ids(List<EventSink.Event> events) {
        return events.stream().map(event -> event.header("ce-id")).collect(Collectors.toSet());
    }

    private static String pay(ArtifactProcess service, String token) {
        String signature = backend(service, "payment")
                .header("MoonPay-Access-Token", token)
                .body(PURCHASE)
                .post("/v1/quotes")
                .path("quote.signature");
        return moonPay.createTransaction(token, signature);
    }

    /** Not held against the present OpenAPI document. */
    private static EventStream follow(ArtifactProcess service, String id, String token) {
        String path = "/v1/transactions/" + id + "/stream";
        String head = RawHttp.head("GET", path, "Authorization: " + KEY.header(), "MoonPay-Access-Token: " + token);
        EventStream stream = EventStream.send("GET", path, head, service.api().getPort(), false);
        assertThat(stream.head().status()).as(stream.head().body()).isEqualTo(200);
        return stream;
    }

    private static String quote(String token) {
        return RawHttp.head(
                        "POST",
                        "/v1/quotes",
                        "Authorization: " + KEY.header(),
                        "MoonPay-Access-Token: " + token,
                        "Content-Type: application/json",
                        "Content-Length: " + PURCHASE.length())
                + PURCHASE;
    }

    private static RequestSpecification backend(ArtifactProcess service, String requestId) {
        return given().baseUri(service.api().toString())
                .header("Authorization", KEY.header())
                .header("X-Request-Id", requestId)
                .contentType("application/json");
    }

    /** As an operator of the former version has it. */
    private static ProductionConfig configuration() {
        ProductionConfig config = ProductionConfig.complete(demo.simulator(), KEY)
                .with("QUARKUS_REDIS_HOSTS", redis.url())
                .with("MOONPAY_REPLICAS", "2")
                .with("MOONPAY_WEBHOOK_KEYS", WEBHOOK_KEY)
                .with("MOONCONNECT_LIMIT_BACKEND", "0")
                .with("MOONCONNECT_LIMIT_TOKEN", "0")
                .with("MOONCONNECT_POLL_INTERVAL", NEVER)
                .with("MOONCONNECT_POLL_MAX_INTERVAL", NEVER)
                .with("MOONCONNECT_COMPARE_DEADLINE", "2s")
                .with(ProductionConfig.AUDIT_KEY, "audit-key-of-two-versions-0123456789");
        formerNames().forEach(config::with);
        return config;
    }

    /** Of keys whose variable has another name today. */
    private static Map<String, String> formerNames() {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_CORS_ORIGINS", ORIGIN),
                Map.entry("MOONCONNECT_MAX_HELD_BODIES", "32M"),
                Map.entry("MOONCONNECT_MAX_STREAMS", "10000"),
                Map.entry("MOONCONNECT_MAX_STREAMS_PER_TOKEN", "10"),
                Map.entry("MOONCONNECT_MAX_WEBHOOKS", "64"),
                Map.entry("MOONCONNECT_STREAM_HEARTBEAT", "15s"),
                Map.entry("MOONCONNECT_STREAM_LIFE", "10m"),
                Map.entry("MOONCONNECT_WEBHOOK_MEMORY", "24h"),
                Map.entry("MOONCONNECT_WEBHOOK_MEMORY_EVENTS", "100000"),
                Map.entry("MOONCONNECT_WEBHOOK_SINK", sink.url().toString()),
                Map.entry("MOONCONNECT_WEBHOOK_SINK_KEY", "sink-key-of-two-versions-0123456789"),
                Map.entry("MOONCONNECT_WEBHOOK_SINK_PLAIN", "true"),
                Map.entry("MOONCONNECT_WEBHOOK_SINK_TIMEOUT", "600ms"),
                Map.entry("MOONCONNECT_WEBHOOK_TOLERANCE", "300s"));
    }

    private static boolean isBeforeFirstRelease() {
        return Artifact.OLD.directory().getFileName().toString().equals(BEFORE_FIRST_RELEASE);
    }

    private static List<ArtifactProcess> both() {
        return List.of(old, present);
    }

    private static List<List<ArtifactProcess>> bothOrders() {
        return List.of(List.of(old, present), List.of(present, old));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(ArtifactProcess.PATIENCE).pollInterval(Duration.ofMillis(100));
    }
}
