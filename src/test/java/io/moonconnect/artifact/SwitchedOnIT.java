package io.moonconnect.artifact;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.ConnectProxy;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorControl;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What the variables of the configuration guide switch on and off in the artifact, which was built without: traces, and levels of the log. */
@Lengthy
class SwitchedOnIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final ApiKey KEY = ApiKey.random();
    private static final String DEVICE = "81.2.69.142";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PROXY = "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROXY_OPTIONS_";
    private static final String FAILED = "MoonPay call failed, operation=createSession";

    private static DemoProcess upstream;

    @BeforeAll
    static void haveMoonPayFail() {
        upstream = DemoProcess.start("switched-on-upstream");
        new SimulatorControl(upstream.simulator()).status("createSession", 500);
    }

    @AfterAll
    static void close() {
        upstream.close();
    }

    @Test
    void traces_go_to_the_collector_and_their_ids_to_the_log() {
        ProductionConfig config = config();
        try (TraceCollector collector = new TraceCollector();
                ArtifactProcess service = start(
                        "traced",
                        config.with("QUARKUS_OTEL_SDK_DISABLED", "false")
                                // By default spans are sent every 5 seconds.
                                .with("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms")
                                .with(
                                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                                        collector.endpoint().toString()))) {
            failAtASession(service);

            // One is sent after another.
            Awaitility.await("spans are there").atMost(SOON).untilAsserted(() -> assertThat(collector.received())
                    .contains(
                            "POST /v1/sessions", "createSession", "moonpay.request_id", "moonconnect", "unavailable"));
            assertThat(collector.received()).doesNotContain(DEVICE, "cust-planted", KEY.value());
            assertThat(failures(service)).singleElement().satisfies(line -> {
                assertThat(line.at("/mdc/traceId").asText()).isEqualTo(TRACE);
                assertThat(line.at("/mdc/requestId").asText()).isEqualTo("req-of-the-caller");
                assertThat(line.path("level").asText()).isEqualTo("WARN");
            });
        }
    }

    @Test
    void traces_go_through_the_proxy_of_the_collector() {
        try (TraceCollector collector = new TraceCollector();
                ConnectProxy proxy = new ConnectProxy();
                ArtifactProcess service = start(
                        "traced-through-a-proxy",
                        config().with("QUARKUS_OTEL_SDK_DISABLED", "false")
                                .with("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms")
                                .with(
                                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                                        collector.endpoint().toString())
                                .with(PROXY + "ENABLED", "true")
                                .with(PROXY + "HOST", "localhost")
                                .with(PROXY + "PORT", String.valueOf(proxy.port()))
                                .with(PROXY + "USERNAME", "user")
                                .with(PROXY + "PASSWORD", "word"))) {
            failAtASession(service);

            Awaitility.await("spans are there").atMost(SOON).untilAsserted(() -> assertThat(collector.received())
                    .contains("createSession"));
            assertThat(proxy.heads()).isNotEmpty().allSatisfy(head -> assertThat(head)
                    .startsWith("POST " + collector.endpoint() + "/v1/traces ")
                    .containsIgnoringCase("proxy-authorization: basic dXNlcjp3b3Jk"));
        }
    }

    @Test
    void without_a_variable_nothing_is_traced_and_the_log_has_the_request_only() {
        try (ArtifactProcess service = start("untraced", config())) {
            failAtASession(service);

            assertThat(failures(service)).singleElement().satisfies(line -> {
                assertThat(line.path("mdc").has("traceId")).isFalse();
                assertThat(line.at("/mdc/requestId").asText()).isEqualTo("req-of-the-caller");
            });
        }
    }

    @Test
    void a_level_of_the_log_is_a_variable_and_audit_events_stay() {
        try (ArtifactProcess service =
                start("quiet", config().with("QUARKUS_LOG_CATEGORY__IO_MOONCONNECT__LEVEL", "ERROR"))) {
            failAtASession(service);

            assertThat(failures(service)).isEmpty();
            assertThat(service.output()).contains("audit, event=session.created, outcome=moonpay-unavailable");
        }
    }

    private static void failAtASession(ArtifactProcess service) {
        given().header("Authorization", KEY.header())
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("X-Request-Id", "req-of-the-caller")
                .contentType("application/json")
                .body("{\"externalCustomerId\":\"cust-planted\",\"deviceIp\":\"" + DEVICE + "\"}")
                .post(service.api().resolve("/v1/sessions"))
                .then()
                .statusCode(502);
        Awaitility.await("the request is in the log").atMost(SOON).until(() -> service.output()
                .contains("audit, event"));
    }

    private static List<JsonNode> failures(ArtifactProcess service) {
        return service.output()
                .lines()
                .filter(line -> line.contains(FAILED))
                .map(SwitchedOnIT::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(line, notJson);
        }
    }

    private static ArtifactProcess start(String name, ProductionConfig config) {
        return Artifact.PRODUCTION
                .start("switched-on-" + name, config.environment())
                .listening();
    }

    private static ProductionConfig config() {
        return ProductionConfig.complete(upstream.simulator(), KEY);
    }
}
