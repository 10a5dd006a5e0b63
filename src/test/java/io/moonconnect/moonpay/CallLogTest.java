package io.moonconnect.moonpay;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.Api;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.CapturedLog.Line;
import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.PatientService;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;

/** Failed calls to MoonPay are logged with their ids, and repeats are suppressed. */
@QuarkusTest
@TestProfile(PatientService.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class CallLogTest {

    private static final String SESSION = "{\"externalCustomerId\":\"cust-1\"}";

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "wallet":{"address":"0xA11CE00000000000000000000000000000000001"}}""";

    @Inject
    HandTicker time;

    @BeforeEach
    void every_log_interval_has_passed() {
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void a_failure_is_logged_with_operation_outcome_and_both_request_ids(SimulatorControl moonPay) throws Exception {
        moonPay.status("createSession", 500);
        try (CapturedLog log = failures()) {
            Response answer = Api.post("/v1/sessions", SESSION);

            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.level().getName()).isEqualTo("WARN");
                assertThat(line.message())
                        .matches("MoonPay call failed, operation=createSession, outcome=unavailable,"
                                + " moonPayRequestId=" + answer.header("MoonPay-Request-Id") + ", suppressed=\\d+");
                assertThat(inJson(line)).isEqualTo(answer.header("X-Request-Id"));
            });
        }
    }

    @Test
    void a_rejected_key_is_logged_as_an_error(SimulatorControl moonPay) {
        moonPay.status("createSession", 401);
        try (CapturedLog log = failures()) {
            Api.post("/v1/sessions", SESSION);
            assertThat(log.lines()).extracting(line -> line.level().getName()).containsExactly("ERROR");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 409, 422})
    void a_rejected_request_is_not_logged(int status, SimulatorControl moonPay) {
        moonPay.status("createSession", status);
        try (CapturedLog log = failures()) {
            Api.post("/v1/sessions", SESSION);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void a_repeated_failure_is_logged_once_in_ten_seconds_with_the_number_suppressed(SimulatorControl moonPay) {
        moonPay.status("createSession", 500);
        try (CapturedLog log = failures()) {
            for (int i = 0; i < 5; i++) {
                Api.post("/v1/sessions", SESSION);
            }
            time.advance(Duration.ofSeconds(9));
            Api.post("/v1/sessions", SESSION);
            assertThat(log.lines()).hasSize(1);

            time.advance(Duration.ofSeconds(1));
            Api.post("/v1/sessions", SESSION);
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(1).message()).endsWith("suppressed=5");
        }
    }

    @Test
    void another_failure_of_the_same_operation_is_logged_separately(SimulatorControl moonPay) {
        try (CapturedLog log = failures()) {
            moonPay.status("createSession", 500);
            Api.post("/v1/sessions", SESSION);
            moonPay.clearFaults();
            moonPay.add(SimulatorFault.malformed("createSession"));
            Api.post("/v1/sessions", SESSION);
            assertThat(log.lines()).extracting(CallLogTest::outcome).containsExactly("unavailable", "malformed");
        }
    }

    @Test
    void a_request_with_many_failures_is_logged_once(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.status("getBuyQuote", 500).forPaymentMethod("apple_pay"));
        moonPay.add(SimulatorFault.malformed("getBuyQuote").forPaymentMethod("google_pay"));
        moonPay.add(SimulatorFault.status("getBuyQuote", 504).forPaymentMethod("card"));
        try (CapturedLog log = CapturedLog.of("io.moonconnect")) {
            Api.post(moonPay.accessToken("cust-compare"), "/v1/quotes/compare", PURCHASE);
            assertThat(log.lines().stream().filter(line -> !line.logger().startsWith("io.moonconnect.audit")))
                    .hasSize(1);
        }
    }

    @Test
    void unknown_disclosures_are_logged_once_for_all_legs(SimulatorControl moonPay) {
        String quote = """
                {"data":{"source":{"amount":"120.00","asset":{"code":"USD"}},\
                "destination":{"amount":"0.03","asset":{"code":"ETH"}},"fees":{},"executable":true,\
                "expiresAt":"2126-01-01T00:00:00.000Z","signature":"x",\
                "paymentDisclosures":[{"id":"%s","version":"1"}]}}""".formatted(UUID.randomUUID());
        moonPay.literal("getBuyQuote", 200, quote);
        try (CapturedLog log = CapturedLog.of("io.moonconnect.disclosure")) {
            Api.unheld(moonPay.accessToken("cust-compare")).body(PURCHASE).post("/v1/quotes/compare");
            assertThat(log.lines()).hasSize(1);
        }
    }

    private static CapturedLog failures() {
        return CapturedLog.of("io.moonconnect.moonpay.CallLog");
    }

    private static String outcome(Line line) {
        return List.of(line.message().split(", ")).get(2).replace("outcome=", "");
    }

    /** The field that correlates log lines with a request. */
    private static String inJson(Line line) throws JsonProcessingException {
        return new ObjectMapper().readTree(line.json()).at("/mdc/requestId").asText();
    }
}
