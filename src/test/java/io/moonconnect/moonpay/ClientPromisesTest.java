package io.moonconnect.moonpay;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** What the send path guarantees, whatever MoonPay does: caps, deadlines, closed connections, typed failures. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@OnJdk25
class ClientPromisesTest {

    static final String DELETION = "deletePaymentMethod";

    private static final String QUOTE = "getBuyQuote";
    private static final String KYC = "submitCustomerKyc";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int FAR_OVER_THE_CAP = 64 * 1024 * 1024;

    private static final String ESTIMATE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""";

    static final String SESSION = "{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"81.2.69.160\"}";

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("closed before an answer", SimulatorFault.drop(QUOTE), 502, "moonpay-unavailable"),
                Arguments.of("reset in the middle", SimulatorFault.reset(QUOTE), 502, "moonpay-unavailable"),
                Arguments.of("closed in the middle", SimulatorFault.truncate(QUOTE), 502, "moonpay-unavailable"),
                Arguments.of("not JSON", SimulatorFault.malformed(QUOTE), 502, "moonpay-unavailable"),
                Arguments.of("a redirect", SimulatorFault.redirect(QUOTE, 302), 502, "moonpay-unavailable"),
                Arguments.of("too large", SimulatorFault.oversize(QUOTE, FAR_OVER_THE_CAP), 502, "moonpay-unavailable"),
                Arguments.of("silence", SimulatorFault.hang(QUOTE), 504, "moonpay-timeout"),
                Arguments.of("a drip", SimulatorFault.drip(QUOTE, Duration.ofMillis(100)), 504, "moonpay-timeout"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_faulty_answer_is_a_typed_failure_within_the_deadline(
            String name, SimulatorFault fault, int status, String type) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.add(fault);
        post(moonPay.accessToken("cust-1"), "/v1/quotes", ESTIMATE)
                .then()
                .statusCode(status)
                .time(lessThan(SOON.toMillis()))
                .body("type", endsWith("/" + type));
    }

    @Test
    void a_body_over_the_cap_is_aborted_while_it_arrives(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.oversize(QUOTE, FAR_OVER_THE_CAP));
        post(moonPay.accessToken("cust-1"), "/v1/quotes", ESTIMATE).then().statusCode(502);
        await().atMost(SOON).until(() -> moonPay.counts(QUOTE).cancelled() == 1);
    }

    @Test
    void the_body_of_an_error_is_capped_too(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.oversize(QUOTE, 400, FAR_OVER_THE_CAP));
        post(moonPay.accessToken("cust-1"), "/v1/quotes", ESTIMATE).then().statusCode(502);
        await().atMost(SOON).until(() -> moonPay.counts(QUOTE).cancelled() == 1);
    }

    @Test
    void a_slow_body_is_aborted_at_the_deadline_and_its_connection_closed(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.drip(QUOTE, Duration.ofMillis(100)));
        post(moonPay.accessToken("cust-1"), "/v1/quotes", ESTIMATE).then().statusCode(504);
        await().atMost(SOON).until(() -> moonPay.counts(QUOTE).cancelled() == 1);
    }

    @Test
    void an_idle_connection_closed_by_moonpay_causes_no_error(SimulatorControl moonPay) {
        for (int i = 0; i < 20; i++) {
            post("/v1/sessions", SESSION).then().statusCode(201);
            moonPay.closeIdleConnections();
        }
        moonPay.awaitCompleted("createSession", 20);
    }

    /** A load balancer resets a connection that it has dropped. */
    @Test
    void a_reset_of_a_reused_connection_causes_no_error(SimulatorControl moonPay) throws IOException {
        try (Socket caller = RawHttp.open()) {
            assertThat(RawHttp.post(caller, "/v1/sessions", SESSION).status()).isEqualTo(201);
            moonPay.add(SimulatorFault.abort("createSession").times(1));
            assertThat(RawHttp.post(caller, "/v1/sessions", SESSION).status()).isEqualTo(201);
        }
        assertThat(moonPay.counts("createSession").started()).isEqualTo(3);
    }

    /** The connection was reset after the deletion: the second attempt finds nothing, so the first one has taken effect. */
    @Test
    void a_resent_deletion_that_finds_nothing_is_a_success(SimulatorControl moonPay) throws IOException {
        moonPay.add(SimulatorFault.abort(DELETION).times(1));
        moonPay.add(SimulatorFault.status(DELETION, 404));
        assertThat(deleteOnAReusedConnection(moonPay)).isEqualTo(204);
        assertThat(moonPay.counts(DELETION).started()).isEqualTo(2);
    }

    @Test
    void a_deletion_of_something_unknown_is_not_found(SimulatorControl moonPay) throws IOException {
        moonPay.add(SimulatorFault.status(DELETION, 404));
        assertThat(deleteOnAReusedConnection(moonPay)).isEqualTo(404);
    }

    static int deleteOnAReusedConnection(SimulatorControl moonPay) throws IOException {
        String token = moonPay.accessToken("cust-1");
        try (Socket caller = RawHttp.open()) {
            assertThat(RawHttp.post(caller, "/v1/sessions", SESSION).status()).isEqualTo(201);
            return RawHttp.delete(caller, "/v1/payment-methods/pm_1", token).status();
        }
    }

    /** Where a session would be sent again. */
    @ParameterizedTest
    @CsvSource({
        "submitCustomerKyc, PATCH, /v1/customers/me/kyc",
        "createCustomerFileUploadUrl, POST, /v1/customers/me/files/upload-url",
        "submitCustomerFiles, POST, /v1/customers/me/files",
        "exportCustomer, POST, /v1/customers/export"
    })
    void a_customers_data_are_never_sent_again(String operation, String method, String path) throws IOException {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        try (Socket caller = RawHttp.open()) {
            assertThat(RawHttp.post(caller, "/v1/sessions", SESSION).status()).isEqualTo(201);
            moonPay.add(SimulatorFault.abort(operation).times(1));
            String target = path + "?externalCustomerId=cust-1";
            ProblemAnswer answer =
                    ProblemAnswer.of(RawHttp.json(caller, method, target, "{}", "MoonPay-Consent-Token: consent"));
            assertThat(answer.is(ProblemType.MOONPAY_UNAVAILABLE).isOfUnknownOutcome())
                    .isTrue();
        }
        assertThat(moonPay.counts(operation).started()).isEqualTo(1);
    }

    static Stream<Arguments> unknownOutcomes() {
        return Stream.of(
                Arguments.of("closed before an answer", SimulatorFault.drop(KYC), 502, true),
                Arguments.of("reset in the middle", SimulatorFault.reset(KYC), 502, true),
                Arguments.of("closed in the middle", SimulatorFault.truncate(KYC), 502, true),
                Arguments.of("not JSON", SimulatorFault.malformed(KYC), 502, true),
                Arguments.of("a redirect", SimulatorFault.redirect(KYC, 302), 502, true),
                Arguments.of("an error", SimulatorFault.status(KYC, 500), 502, true),
                Arguments.of("unavailable", SimulatorFault.status(KYC, 503), 502, true),
                Arguments.of("silence", SimulatorFault.hang(KYC), 504, true),
                Arguments.of("a refusal", SimulatorFault.status(KYC, 403), 403, false),
                Arguments.of("the wrong key", SimulatorFault.status(KYC, 401), 502, false),
                Arguments.of("too many requests", SimulatorFault.status(KYC, 429), 503, false),
                Arguments.of(
                        "a lookup that fails", SimulatorFault.status("getCustomersByExternalId", 500), 502, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknownOutcomes")
    void an_unknown_outcome_is_told(String name, SimulatorFault fault, int status, boolean unknown) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.add(fault);
        Response answer = anybody()
                .contentType("application/json")
                .body("{}")
                .patch("/v1/customers/me/kyc?externalCustomerId=cust-1");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.<String>path("detail").contains("The outcome is unknown"))
                .isEqualTo(unknown);
        assertThat(answer.<Boolean>path("retryable")).isEqualTo(status > 403 && !unknown);
        assertThat(moonPay.counts(KYC).started()).isLessThanOrEqualTo(1);
    }

    static Stream<Arguments> everyOperation() {
        return Arrays.stream(CalledOperation.values())
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, SimulatorFault.drop(operation.id()), ProblemType.MOONPAY_UNAVAILABLE),
                        Arguments.of(
                                operation, SimulatorFault.status(operation.id(), 504), ProblemType.MOONPAY_TIMEOUT)));
    }

    /** A caller repeats what is retryable, so what must not happen twice is not, once MoonPay may have processed it. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyOperation")
    void after_an_unknown_outcome_only_what_may_happen_twice_is_retryable(
            CalledOperation operation, SimulatorFault fault, ProblemType type) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.add(fault);
        Response answer = operation.request(moonPay.accessToken("cust-1"));
        ProblemAnswer.of(answer).is(type);
        assertThat(answer.<Boolean>path("retryable")).isEqualTo(operation.mayHappenTwice());
    }

    @ParameterizedTest
    @EnumSource
    void what_moonpay_was_too_busy_for_is_retryable(CalledOperation operation) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.add(SimulatorFault.status(operation.id(), 429));
        Response answer = operation.request(moonPay.accessToken("cust-1"));
        ProblemAnswer.of(answer).is(ProblemType.MOONPAY_BUSY);
        assertThat(answer.<Boolean>path("retryable")).isTrue();
    }

    @Test
    void a_session_is_resent_only_if_its_reused_connection_was_closed(SimulatorControl moonPay) {
        await().atMost(SOON).until(moonPay::hasNoConnections);
        moonPay.add(SimulatorFault.drop("createSession").times(1));
        post("/v1/sessions", SESSION).then().statusCode(502);
        assertThat(moonPay.counts("createSession").started()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON ; charset=UTF-8", "application/vnd.moonpay.v2+json"})
    void any_json_content_type_is_accepted(String contentType) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.add(sessionToken(Map.of("Content-Type", contentType)));
        post("/v1/sessions", SESSION).then().statusCode(201);
    }

    @Test
    void a_missing_content_type_is_accepted(SimulatorControl moonPay) {
        moonPay.add(sessionToken(Collections.singletonMap("Content-Type", null)));
        post("/v1/sessions", SESSION).then().statusCode(201);
    }

    private static SimulatorFault sessionToken(Map<String, String> headers) {
        byte[] body = "{\"sessionToken\":\"st_1\"}".getBytes(StandardCharsets.UTF_8);
        return SimulatorFault.literal("createSession", 201, body).headers(headers);
    }

    @Test
    void no_redirect_is_followed(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.redirect("getTransaction", 307));
        as(moonPay.accessToken("cust-1")).get("/v1/transactions/tx-1").then().statusCode(502);
        assertThat(moonPay.started()).isEqualTo(1);
    }

    @Test
    void a_cancelled_request_cancels_every_leg(SimulatorControl moonPay) throws Exception {
        moonPay.delay(QUOTE, Duration.ofSeconds(60));
        String token = moonPay.accessToken("cust-1");
        try (Socket caller = new Socket("localhost", RestAssured.port)) {
            caller.getOutputStream().write(request(token).getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> moonPay.counts(QUOTE).started() == 3);
        }
        await().atMost(SOON).until(() -> moonPay.counts(QUOTE).cancelled() == 3);
    }

    @Test
    void readiness_reports_the_last_outcome_and_stays_up(SimulatorControl moonPay) {
        moonPay.status("createSession", 500);
        post("/v1/sessions", SESSION).then().statusCode(502);
        given().get(Metrics.management("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'moonpay' }.data.lastOutcome", is("unavailable"));
    }

    private static String request(String token) {
        return "POST /v1/quotes/compare HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "MoonPay-Access-Token: " + token + "\r\nContent-Length: " + ESTIMATE.length() + "\r\n\r\n" + ESTIMATE;
    }
}
