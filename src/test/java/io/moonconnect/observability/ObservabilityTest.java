package io.moonconnect.observability;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** Metrics and health on the management port. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class ObservabilityTest {

    private static final String SESSION = "{\"externalCustomerId\":\"cust-1\"}";

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready"})
    void the_service_is_healthy_while_moonpay_is_not(String probe) {
        SimulatorControl.ofTheServiceUnderTest().status("*", 500);
        post("/v1/sessions", SESSION).then().statusCode(502);
        given().get(Metrics.management("/q/health/" + probe))
                .then()
                .statusCode(200)
                .body("status", is("UP"));
    }

    @Test
    void calls_to_moonpay_are_measured_by_operation_and_outcome(SimulatorControl moonPay) {
        String series = "moonpay_calls_seconds_count{operation=\"createSession\",outcome=\"key_refused\"}";
        double before = Metrics.value(series);
        moonPay.status("createSession", 401);
        post("/v1/sessions", SESSION).then().statusCode(502);
        assertThat(Metrics.value(series) - before).isEqualTo(1.0);
        assertThat(Metrics.page()).contains("moonpay_calls_seconds_bucket{operation=\"createSession\"");
    }

    @Test
    void the_mode_is_a_metric() {
        assertThat(Metrics.value("moonpay_mode{mode=\"test\"}")).isEqualTo(1.0);
    }

    @Test
    void the_build_that_runs_is_a_metric() {
        assertThat(Metrics.page())
                .containsPattern(
                        "(?m)^moonconnect_build_info\\{image=\"jvm\",profile=\"test\",version=\"[0-9][^\"]*\"} 1\\.0$");
    }

    @Test
    void the_memory_of_the_whole_process_is_a_metric() {
        assertThat(Metrics.value("process_resident_memory_bytes")).isGreaterThan(50_000_000);
    }

    @Test
    void requests_are_measured_in_buckets_that_replicas_share() {
        post("/v1/sessions", SESSION).then().statusCode(201);
        String bucket = "http_server_requests_seconds_bucket{method=\"POST\",outcome=\"SUCCESS\",status=\"201\","
                + "uri=\"/v1/sessions\",le=\"%s\"}";
        assertThat(Metrics.value(bucket.formatted("+Inf"))).isPositive();
        assertThat(Metrics.page()).contains(bucket.formatted("0.1"), bucket.formatted("2.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhooks_total{outcome=\"unsafe\",type=\"transaction_updated\"}",
                "webhooks_total{outcome=\"refused\",type=\"unread\"}",
                "disclosures_unrecognised_total",
                "moonpay_calls_seconds_count{operation=\"listAssets\",outcome=\"key_refused\"}"
            })
    void what_an_alert_counts_is_there_before_it_has_happened(String series) {
        assertThat(Metrics.page()).containsPattern("(?m)^" + Pattern.quote(series) + " [0-9.]+$");
    }

    @Test
    void a_test_key_raises_no_alert_in_a_build_with_the_simulator() {
        assertThat(Metrics.page()).contains("moonpay_test_key_in_production 0.0");
    }

    @Test
    void without_files_there_are_no_file_metrics() {
        given().get(Metrics.management("/q/health/ready"))
                .then()
                .body("checks.find { it.name == 'files' }.status", is("UP"))
                .body("checks.find { it.name == 'files' }.data", nullValue());
        assertThat(Metrics.page()).doesNotContain("file_stale", "file_reloads");
    }

    @Test
    void an_open_caller_is_counted_as_one() {
        String series = "caller_requests_total{caller=\"open\",name=\"\",outcome=\"identified\"}";
        double before = Metrics.value(series);
        post("/v1/sessions", SESSION).then().statusCode(201);
        assertThat(Metrics.value(series) - before).isEqualTo(1.0);
    }

    @Test
    void requests_are_measured_by_template_and_never_by_id(SimulatorControl moonPay) {
        anybody().header("MoonPay-Access-Token", "nobody").get("/v1/transactions/planted-id");
        given().get("/planted-path");
        assertThat(Metrics.page())
                .contains("uri=\"/v1/transactions/{id}\"")
                .doesNotContain("planted-id")
                .doesNotContain("planted-path");
    }

    @Test
    void no_caller_can_make_up_a_path_of_its_own() {
        given().body(" ".repeat(33 * 1024)).post("/planted-too-large");
        given().urlEncodingEnabled(false).get("/planted;parameters");
        given().header("Origin", "https://planted.example").get("/v1/disclosures/planted-text");
        given().options("/planted-options");
        assertThat(Metrics.page()).contains("uri=\"OTHER\"").doesNotContain("planted");
    }

    @Test
    void no_caller_can_make_up_a_method_of_its_own() {
        given().request("PLANTED", "/v1/sessions").then().statusCode(405);
        assertThat(Metrics.page()).contains("method=\"OTHER\"").doesNotContain("PLANTED");
    }

    @Test
    void unrecognised_disclosures_are_counted(SimulatorControl moonPay) {
        double before = Metrics.value("disclosures_unrecognised_total");
        post(
                        "/v1/connections/requirements",
                        "{\"status\":\"active\",\"paymentDisclosures\":[{\"id\":\"unheard-of\",\"version\":\"1\"}]}")
                .then()
                .statusCode(200);
        assertThat(Metrics.value("disclosures_unrecognised_total") - before).isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/health", "/q/health/ready"})
    void the_api_port_has_neither_metrics_nor_health(String path) {
        given().get(path).then().statusCode(404);
    }
}
