package io.moonconnect.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.SimulatorControl;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;

/** The production artifact against the simulator of a demo artifact, each a process of its own. */
class ProductionArtifactIT {

    private static final String CUSTOMER = "cust-7f31";
    private static final String SIMULATOR_CLASSES = "io/moonconnect/simulator/";

    /** The interface of its configuration keys, unused: Quarkus reads those of all packages in every build. */
    private static final String KEYS_OF_THE_SIMULATOR = "io.moonconnect.simulator.SimulatorConfig";

    private static final String KEYS_CLASS = KEYS_OF_THE_SIMULATOR.replace('.', '/');
    private static final String PURCHASE = """
            "source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},
            "wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}""";

    private static final ApiKey KEY = ApiKey.random();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static DemoProcess demo;
    private static SimulatorControl moonPay;
    private static ArtifactProcess production;

    @BeforeAll
    static void startBoth() {
        demo = DemoProcess.start("production-upstream");
        moonPay = new SimulatorControl(demo.simulator());
        production = Artifact.PRODUCTION.start(
                "production", ProductionConfig.complete(demo.simulator(), KEY).environment());
        production.listening();
    }

    @AfterAll
    static void stopBoth() {
        if (production != null) {
            production.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void a_customer_is_served_from_session_to_transaction() {
        JsonPath session = json(201, post("/v1/sessions", session("81.2.69.160")));
        assertThat(session.getString("mode")).isEqualTo("test");
        String accessToken = moonPay.spend(session.getString("sessionToken")).accessToken();

        JsonPath required = json(
                200,
                post(
                        "/v1/connections/requirements",
                        moonPay.connection(CUSTOMER).toString()));
        assertThat(required.getString("nextStep")).isEqualTo("proceed");

        JsonPath methods = json(
                200,
                as(accessToken)
                        .queryParam("currency", "USD")
                        .queryParam("transactionType", "buy")
                        .get("/v1/payment-methods"));
        assertThat(methods.getList("methods.findAll { it.usable }.method.type")).contains("apple_pay", "card");

        JsonPath comparison = json(200, post(accessToken, "/v1/quotes/compare", "{" + PURCHASE + "}"));
        assertThat(comparison.getBoolean("complete")).isTrue();
        assertThat(comparison.getBoolean("quotes[0].best")).isTrue();
        String best = comparison.getString("quotes[0].paymentMethod.type");

        String chosen = "{" + PURCHASE + ",\"paymentMethod\":{\"type\":\"" + best + "\"}}";
        JsonPath quote = json(200, post(accessToken, "/v1/quotes", chosen));
        assertThat(quote.getBoolean("quote.executable")).isTrue();

        String id = moonPay.createTransaction(accessToken, quote.getString("quote.signature"));
        assertThat(json(200, as(accessToken).get("/v1/transactions/" + id)).getString("id"))
                .isEqualTo(id);
        assertThat(json(200, as(accessToken).get("/v1/transactions")).getList("transactions.id"))
                .contains(id);
    }

    @Test
    void a_backend_reads_the_customer_and_what_can_be_bought() {
        JsonPath customers =
                json(200, backend().queryParam("externalCustomerId", CUSTOMER).get("/v1/customers/me"));
        assertThat(customers.getString("customers[0].kyc.status")).isEqualTo("approved");

        assertThat(json(200, backend().get("/v1/assets")).getList("assets.code"))
                .contains("ETH");
        backend()
                .queryParam("externalCustomerId", CUSTOMER)
                .delete("/v1/sessions")
                .then()
                .statusCode(204);
    }

    @Test
    void a_backend_submits_what_kyc_needs() {
        JsonPath customer = json(
                200,
                backend()
                        .queryParam("externalCustomerId", CUSTOMER)
                        .contentType(ContentType.JSON)
                        .body("{\"phoneNumber\":{\"number\":\"+14155550142\"}}")
                        .patch("/v1/customers/me/kyc"));
        assertThat(customer.getString("externalCustomerId")).isEqualTo(CUSTOMER);

        JsonPath upload = json(
                200,
                backend()
                        .queryParam("externalCustomerId", CUSTOMER)
                        .contentType(ContentType.JSON)
                        .body("{\"fileType\":\"passport\",\"mimeType\":\"image/png\"}")
                        .post("/v1/customers/me/files/upload-url"));
        assertThat(upload.getInt("expiresInMs")).isBetween(890_000, 900_000);
    }

    @Test
    void the_export_of_customers_is_off() {
        backend()
                .header("MoonPay-Consent-Token", moonPay.consentToken(CUSTOMER))
                .post("/v1/customers/export")
                .then()
                .statusCode(404)
                .body("type", endsWith("/not-found"));
    }

    @Test
    void an_audit_event_is_a_line_of_json_with_its_fields() {
        Response created = backend()
                .header("X-Request-Id", "audited-session")
                .contentType(ContentType.JSON)
                .body(session("81.2.69.160"))
                .post("/v1/sessions");
        json(201, created);

        List<JsonNode> events = printed().stream()
                .filter(line -> line.path("mdc").path("requestId").asText().equals("audited-session"))
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("loggerName").textValue()).isEqualTo("io.moonconnect.audit");
        JsonNode fields = events.get(0).path("mdc");
        assertThat(fields.path("event").textValue()).isEqualTo("session.created");
        assertThat(fields.path("outcome").textValue()).isEqualTo("success");
        assertThat(fields.path("caller").textValue()).isEqualTo("backend");
        assertThat(fields.path("backend").textValue()).isEqualTo("shop");
        assertThat(fields.path("customerHash").textValue()).matches("[0-9a-f]{32}");
        assertThat(fields.path("withTermsAcceptedAt").textValue()).isEqualTo("false");
        assertThat(fields.path("moonPayRequestId").textValue()).isEqualTo(created.header("MoonPay-Request-Id"));
    }

    @Test
    void health_and_metrics_say_that_the_mode_is_test() {
        String management = production.management().toString();

        assertThat(json(200, given().get(production.ready().management().resolve("/q/health/ready")))
                        .getString("checks.find { it.name == 'moonpay' }.data.mode"))
                .isEqualTo("test");
        assertThat(given().get(management + "/q/metrics").asString()).contains("moonpay_mode{mode=\"test\"} 1.0");
    }

    @Test
    void production_logs_its_test_key_and_a_demo_does_not() {
        String said = "production build runs with a MoonPay test key";

        assertThat(production.output()).containsOnlyOnce(said);
        assertThat(metrics(production)).contains("moonpay_test_key_in_production 1.0");
        assertThat(demo.service().output()).doesNotContain(said);
        assertThat(metrics(demo.service())).contains("moonpay_test_key_in_production 0.0");
    }

    @Test
    void a_request_without_an_api_key_is_rejected() {
        Response without = given().baseUri(production.api().toString()).get("/v1/assets");
        Response wrong = given().baseUri(production.api().toString())
                .header("Authorization", ApiKey.random().header())
                .get("/v1/assets");

        assertProblem(without, 401, "unauthenticated");
        assertProblem(wrong, 401, "unauthenticated");
    }

    /** Builds for development leave it out where Swagger UI is. */
    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/swagger-ui", "/q/nowhere", "/v1/assets"})
    void nothing_in_it_is_a_page(String path) {
        given().get(production.api().resolve(path))
                .then()
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void the_root_leads_to_the_reference_frontend_in_a_demo_and_nowhere_in_production() {
        Response way = given().redirects().follow(false).get(demo.service().api());
        assertThat(way.statusCode()).isEqualTo(302);
        assertThat(given().get(way.header("Location")).asString()).contains("<title>Buy crypto");

        assertProblem(given().redirects().follow(false).get(production.api()), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "100.64.0.1", "169.254.1.1", "0.0.0.0",
                "224.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1"
            })
    void a_device_address_that_is_not_public_is_refused(String address) {
        assertProblem(post("/v1/sessions", session(address)), 422, "device-address-unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"81.2.69.160", "100.128.0.1", "172.32.0.1", "2a00:1450:4009:80b::200e", "::ffff:81.2.69.160"})
    void a_public_device_address_is_taken(String address) {
        json(201, post("/v1/sessions", session(address)));
    }

    @Test
    void there_is_no_simulator_in_it_whatever_profile_is_claimed() {
        int port = FreePort.find();
        try (ArtifactProcess claimed = Artifact.PRODUCTION.start("claimed-demo", claimingToBeADemo(port))) {
            claimed.listening();

            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
            URI simulator = claimed.api().resolve("/simulator");
            assertProblem(given().get(simulator), 404, "not-found");
            assertProblem(given().get(claimed.api().resolve("/platform/v1/connect")), 404, "not-found");
            assertProblem(given().get(claimed.api().resolve("/frames/channel.js")), 404, "not-found");
            assertProblem(given().get(claimed.api().resolve("/v1/assets")), 401, "unauthenticated");
        }
    }

    @Test
    @NeedsJvm
    void no_class_of_the_simulator_is_loaded_whatever_profile_is_claimed() {
        try (ArtifactProcess claimed = Artifact.PRODUCTION.start(
                "claimed-demo-classes", claimingToBeADemo(FreePort.find()), "-Xlog:class+load")) {
            claimed.listening();

            assertProblem(given().get(claimed.api().resolve("/v1/assets")), 401, "unauthenticated");
            assertThat(loaded(claimed, "io.moonconnect.moonpay.")).contains("io.moonconnect.moonpay.MoonPay");
            assertThat(loaded(claimed, "io.moonconnect.simulator.")).isSubsetOf(KEYS_OF_THE_SIMULATOR);
        }
    }

    @Test
    void it_says_no_secret_and_nothing_personal_however_much_it_is_asked_to_log() {
        String secretKey = ProductionConfig.secretKey("sk_test_");
        String customer = ProductionConfig.secretKey("customer-");
        String email = ProductionConfig.secretKey("ada-") + "@example.org";
        ProductionConfig config = ProductionConfig.complete(demo.simulator(), KEY)
                .with(ProductionConfig.SECRET_KEY, secretKey)
                .with("QUARKUS_LOG_LEVEL", "TRACE")
                .with("QUARKUS_LOG_CATEGORY__IO_VERTX_EXT_WEB__LEVEL", "TRACE")
                .with("QUARKUS_LOG_CATEGORY__ORG_JBOSS_RESTEASY_REACTIVE__LEVEL", "TRACE");

        try (ArtifactProcess talkative = Artifact.PRODUCTION.start("talkative", config.environment())) {
            talkative.listening();
            RequestSpecification backend =
                    given().baseUri(talkative.api().toString()).header("Authorization", KEY.header());
            String wrong = ApiKey.random().value();
            given().baseUri(talkative.api().toString())
                    .header("Authorization", "ApiKey " + wrong)
                    .get("/v1/assets");
            String session = "{\"externalCustomerId\":\"" + customer + "\",\"deviceIp\":\"81.2.69.160\",\"email\":\""
                    + email + "\",\"phoneNumber\":\"+14155550142\"";
            String sessionToken = json(
                            201,
                            given(backend)
                                    .contentType(ContentType.JSON)
                                    .body(session + "}")
                                    .post("/v1/sessions"))
                    .getString("sessionToken");
            given(backend).contentType(ContentType.JSON).body(session).post("/v1/sessions");
            given(backend)
                    .contentType(ContentType.JSON)
                    .body(session + ",\"" + email + "\":1}")
                    .post("/v1/sessions");
            given(backend).queryParam("externalCustomerId", customer).get("/v1/customers/me");
            String accessToken = moonPay.spend(sessionToken).accessToken();
            given(backend).header("MoonPay-Access-Token", accessToken).get("/v1/transactions");
            given(backend).header("MoonPay-Access-Token", accessToken + "x").get("/v1/transactions");

            assertThat(talkative.output())
                    .containsPattern("\"loggerName\":\"io[.]netty[.][^\"]*\",\"level\":\"DEBUG\"")
                    .doesNotContain(secretKey, KEY.value(), wrong, sessionToken, accessToken)
                    .doesNotContain(customer, email, "81.2.69.160", "14155550142");
        }
    }

    @Test
    @NeedsJvm
    void nothing_that_the_build_generated_knows_the_simulator() throws IOException {
        List<String> found = new ArrayList<>();
        for (String jar : List.of("quarkus/generated-bytecode.jar", "quarkus/transformed-bytecode.jar")) {
            try (ZipFile zip =
                    new ZipFile(Artifact.PRODUCTION.directory().resolve(jar).toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (!entry.getName().startsWith(KEYS_CLASS) && mentionsTheSimulator(zip, entry)) {
                        found.add(entry.getName());
                    }
                }
            }
        }
        assertThat(found).as("beside its keys").isEmpty();
    }

    private static Map<String, String> claimingToBeADemo(int simulatorPort) {
        return ProductionConfig.complete(demo.simulator(), KEY)
                .with(ProductionConfig.PROFILE, "demo")
                .with(ProductionConfig.CALLERS, "backend")
                .with("SIMULATOR_PORT", String.valueOf(simulatorPort))
                .with("SIMULATOR_HOST", "0.0.0.0")
                .environment();
    }

    /** All that production has printed: each line is one JSON object. */
    private static List<JsonNode> printed() {
        return production.output().lines().map(ProductionArtifactIT::read).toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(line, notJson);
        }
    }

    /** Names of the classes of a package that the process has loaded, according to {@code -Xlog:class+load}. */
    private static Set<String> loaded(ArtifactProcess process, String packagePrefix) {
        return Pattern.compile("\\] (" + Pattern.quote(packagePrefix) + "[\\w.$]+) ")
                .matcher(process.output())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean mentionsTheSimulator(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return bytes.contains(SIMULATOR_CLASSES);
        }
    }

    private static String metrics(ArtifactProcess process) {
        return given().get(process.management() + "/q/metrics").asString();
    }

    private static RequestSpecification backend() {
        return given().baseUri(production.api().toString()).header("Authorization", KEY.header());
    }

    private static RequestSpecification as(String accessToken) {
        return backend().header("MoonPay-Access-Token", accessToken);
    }

    private static Response post(String path, String json) {
        return backend().contentType(ContentType.JSON).body(json).post(path);
    }

    private static Response post(String accessToken, String path, String json) {
        return as(accessToken).contentType(ContentType.JSON).body(json).post(path);
    }

    private static String session(String deviceIp) {
        return "{\"externalCustomerId\":\"" + CUSTOMER + "\",\"deviceIp\":\"" + deviceIp + "\"}";
    }

    private static JsonPath json(int status, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        return response.jsonPath();
    }

    private static void assertProblem(Response response, int status, String type) {
        JsonPath problem = json(status, response);
        assertThat(problem.getString("type")).endsWith("/" + type);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
    }
}
