package io.moonconnect.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Documents;
import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.SimulatorControl;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The native executable answers as the JVM artifact does: statuses, headers and bodies, good answers and problems. */
@NeedsNative
class SameAnswersIT {

    private static final String DEVICE = "81.2.69.160";
    private static final String PURCHASE = """
            "source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}""";

    /** Of the moment, of the connection, or reckoned from values that differ in length. */
    private static final List<String> VOLATILE_HEADERS = List.of("date", "content-length", "ratelimit");

    /** The one that the image for a JVM ends up with, and whose metrics deploy/README.md compares with. */
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    private static final ApiKey KEY = ApiKey.random();

    private static List<String> onJvm;
    private static List<String> inNative;
    private static TreeSet<String> metricsOnJvm;
    private static TreeSet<String> metricsInNative;

    @BeforeAll
    static void doTheMainJobOnBoth() {
        try (DemoProcess demo = DemoProcess.start("same-answers-upstream")) {
            Map<String, String> environment = ProductionConfig.complete(demo.simulator(), KEY)
                    .with("MOONCONNECT_LIMIT_TOKEN", "0")
                    .environment();
            try (ArtifactProcess service = Artifact.PRODUCTION.startOnJvm("same-answers-jvm", environment, COLLECTOR)) {
                onJvm = answers(service.listening(), demo);
                metricsOnJvm = metrics(service);
            }
            try (ArtifactProcess service = Artifact.PRODUCTION.start("same-answers-native", environment)) {
                inNative = answers(service.listening(), demo);
                metricsInNative = metrics(service);
            }
        }
    }

    @Test
    void every_answer_of_the_walk_is_the_same() {
        assertThat(onJvm).hasSizeGreaterThan(25);
        assertThat(inNative).containsExactlyElementsOf(onJvm);
    }

    /** deploy/README.md names what native does not have; it has no metric of its own. */
    @Test
    void the_metrics_are_the_same_but_for_those_that_the_guide_names() throws Exception {
        List<String> named = Documents.text(Documents.BUILDS)
                .lines()
                .filter(line -> line.startsWith("| metrics that it does not have "))
                .flatMap(line -> Pattern.compile("`([^`]+)`").matcher(line).results())
                .map(name -> name.group(1))
                .toList();
        assertThat(metricsOnJvm).containsAll(metricsInNative);
        metricsOnJvm.removeAll(metricsInNative);
        assertThat(metricsOnJvm).containsExactlyInAnyOrderElementsOf(named);
    }

    private static List<String> answers(ArtifactProcess service, DemoProcess demo) {
        SimulatorControl moonPay = new SimulatorControl(demo.simulator());
        moonPay.reset();
        moonPay.rate(0);
        Walk walk = new Walk(service);
        Response session =
                walk.post("/v1/sessions", "{\"externalCustomerId\":\"cust-ny\",\"deviceIp\":\"" + DEVICE + "\"}");
        String token =
                moonPay.spend(session.jsonPath().getString("sessionToken")).accessToken();
        walk.post("/v1/connections/requirements", moonPay.connection("cust-ny").toString());
        walk.get("/v1/disclosures");
        walk.get("/v1/disclosures/us-transaction-finality");
        walk.get("/v1/assets?limit=5");
        walk.get("/v1/customers/me?externalCustomerId=cust-ny");
        walk.send("PATCH", "/v1/customers/me/kyc?externalCustomerId=cust-kyc", "{\"basicDetails\":{}}");
        walk.token = token;
        Response methods = walk.get("/v1/payment-methods?currency=USD&transactionType=buy");
        walk.post("/v1/quotes/compare", "{" + PURCHASE + "}");
        Response quote = walk.post("/v1/quotes", "{" + PURCHASE + ",\"paymentMethod\":{\"type\":\"apple_pay\"}}");
        walk.stream("/v1/quotes/stream", "{" + PURCHASE + ",\"paymentMethods\":[{\"type\":\"apple_pay\"}]}");
        String transaction = moonPay.createTransaction(token, quote.jsonPath().getString("quote.signature"));
        walk.get("/v1/transactions/" + transaction);
        walk.get("/v1/transactions?limit=1");
        String stored = methods.jsonPath().getString("methods.find { it.kind == 'stored' }.method.id");
        walk.send("DELETE", "/v1/payment-methods/" + stored, "");
        walk.send("DELETE", "/v1/sessions?externalCustomerId=cust-ny", "");
        problems(walk);
        walk.get("/q/openapi");
        return walk.answers;
    }

    private static void problems(Walk walk) {
        walk.post("/v1/quotes", "{\"source\":{\"asset\":{\"code\":\"USD\"},\"amount\":\"-1\"}}");
        walk.post("/v1/quotes", "{\"source\":");
        walk.post("/v1/quotes", "{\"unknown\":1,\"source\":{\"amount\":1.5}}");
        walk.post("/v1/quotes", "x".repeat(40_000));
        walk.post("/v1/sessions", "{\"externalCustomerId\":\"cust-ny\",\"deviceIp\":\"10.0.0.1\"}");
        walk.post("/v1/sessions", "{}");
        walk.post("/v1/webhooks/moonpay", "{}");
        walk.get("/v1/transactions?limit=none&startDate=yesterday");
        walk.get("/v1/nowhere");
        walk.get("/nowhere");
        walk.send("PUT", "/v1/quotes", "{}");
        walk.send("OPTIONS", "/v1/quotes", "");
        walk.token = "unknown-token";
        walk.get("/v1/transactions");
    }

    private static TreeSet<String> metrics(ArtifactProcess service) {
        return given().get(service.management().resolve("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Sends requests one after the other, and keeps what is answered. */
    private static final class Walk {

        private final ArtifactProcess service;
        private final List<String> answers = new ArrayList<>();
        private String token;

        Walk(ArtifactProcess service) {
            this.service = service;
        }

        Response get(String path) {
            return send("GET", path, "");
        }

        Response post(String path, String json) {
            return send("POST", path, json);
        }

        Response send(String method, String path, String body) {
            RequestSpecification request = given().header("Authorization", KEY.header());
            if (token != null) {
                request.header("MoonPay-Access-Token", token);
            }
            if (!body.isEmpty()) {
                request.contentType("application/json").body(body);
            }
            Response response = request.urlEncodingEnabled(false)
                    .request(method, service.api().resolve(path));
            String headers = response.headers().asList().stream()
                    .filter(header ->
                            !VOLATILE_HEADERS.contains(header.getName().toLowerCase(Locale.ROOT)))
                    .map(header -> header.getName() + ": " + header.getValue())
                    .sorted()
                    .collect(Collectors.joining("\n"));
            keep(method + " " + path, response.statusCode() + "\n" + headers + "\n" + response.asString());
            return response;
        }

        void stream(String path, String body) {
            String request = EventStream.request(path, token, body, "Authorization: " + KEY.header());
            try (EventStream stream =
                    EventStream.send("POST", path, request, service.api().getPort(), true)) {
                String events = stream.until("complete").stream()
                        .map(event -> event.name() + " " + event.data())
                        .collect(Collectors.joining("\n"));
                keep("POST " + path, events);
            }
        }

        private void keep(String call, String answer) {
            answers.add(VolatileValues.replacedIn(call + "\n" + answer));
        }
    }
}
