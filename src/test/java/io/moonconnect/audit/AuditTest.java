package io.moonconnect.audit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

/** Sessions and payment methods leave an event each, however the request ends, and nothing else does. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@OnJdk25
class AuditTest {

    private static final String SESSIONS = "/v1/sessions";
    private static final String CARD = "4b0defe0-c13d-3215-bd35-33c6eab96376";

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    @Test
    void a_session_that_was_created() {
        Response answer = create("{\"externalCustomerId\":\"cust-1\"}");

        Map<String, String> event = onlyEvent();
        assertThat(event)
                .containsEntry("event", "session.created")
                .containsEntry("outcome", "success")
                .containsEntry("requestId", "audit-1")
                .containsEntry("caller", "open")
                .containsEntry("withTermsAcceptedAt", "false")
                .containsEntry("moonPayRequestId", answer.header("MoonPay-Request-Id"))
                .containsOnlyKeys(
                        "event",
                        "outcome",
                        "requestId",
                        "caller",
                        "customerHash",
                        "withTermsAcceptedAt",
                        "moonPayRequestId");
        assertThat(event.get("customerHash")).matches("[0-9a-f]{32}");
    }

    @Test
    void a_session_whose_customer_accepted_the_terms() {
        create("{\"externalCustomerId\":\"cust-1\",\"termsAcceptedAt\":\"2026-11-20T09:15:02Z\"}");

        assertThat(onlyEvent()).containsEntry("withTermsAcceptedAt", "true");
    }

    @Test
    void a_customer_has_the_same_hash_every_time_and_no_other_customer_has_it() {
        create("{\"externalCustomerId\":\"cust-1\"}");
        create("{\"externalCustomerId\":\"cust-2\"}");
        anybody().delete(SESSIONS + "?externalCustomerId=cust-1").then().statusCode(204);

        List<String> hashes = audited.fields().stream()
                .map(event -> event.get("customerHash"))
                .toList();
        assertThat(hashes.get(2)).isEqualTo(hashes.get(0)).isNotEqualTo(hashes.get(1));
    }

    @Test
    void sessions_that_were_revoked() {
        String moonPayRequestId = anybody()
                .header("X-Request-Id", "audit-1")
                .delete(SESSIONS + "?externalCustomerId=cust-1")
                .then()
                .statusCode(204)
                .extract()
                .header("MoonPay-Request-Id");

        assertThat(onlyEvent())
                .containsEntry("event", "session.revoked")
                .containsEntry("outcome", "success")
                .containsEntry("requestId", "audit-1")
                .containsEntry("caller", "open")
                .containsEntry("moonPayRequestId", moonPayRequestId)
                .containsOnlyKeys("event", "outcome", "requestId", "caller", "customerHash", "moonPayRequestId");
    }

    @Test
    void a_payment_method_that_was_deleted(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-audit");
        String card = as(token)
                .get("/v1/payment-methods?currency=USD&transactionType=buy")
                .path("methods.find { it.kind == 'stored' }.method.id");
        String moonPayRequestId = as(token)
                .header("X-Request-Id", "audit-1")
                .delete("/v1/payment-methods/" + card)
                .then()
                .statusCode(204)
                .extract()
                .header("MoonPay-Request-Id");

        Map<String, String> event = onlyEvent();
        assertThat(event)
                .containsEntry("event", "payment-method.deleted")
                .containsEntry("outcome", "success")
                .containsEntry("requestId", "audit-1")
                .containsEntry("caller", "open")
                .containsEntry("paymentMethod", card)
                .containsEntry("moonPayRequestId", moonPayRequestId)
                .containsOnlyKeys(
                        "event",
                        "outcome",
                        "requestId",
                        "caller",
                        "accessTokenHash",
                        "paymentMethod",
                        "moonPayRequestId");
        assertThat(event.get("accessTokenHash")).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource({"400,moonpay-rejected", "409,moonpay-rejected", "429,moonpay-busy", "500,moonpay-unavailable"})
    void a_refusal_of_moonpays_has_the_problem_and_moonpays_request_id(
            int status, String outcome, SimulatorControl moonPay) {
        moonPay.status("*", status);
        Response answer = create("{\"externalCustomerId\":\"cust-1\"}");
        revoke();
        delete(moonPay.accessToken("cust-1"), CARD);

        assertThat(audited.fields())
                .extracting(event -> event.get("event"))
                .containsExactly("session.created", "session.revoked", "payment-method.deleted");
        assertThat(audited.fields())
                .allSatisfy(event ->
                        assertThat(event).containsEntry("outcome", outcome).containsKey("moonPayRequestId"));
        assertThat(audited.fields().get(0))
                .containsEntry("moonPayRequestId", answer.header("MoonPay-Request-Id"))
                .containsKeys("customerHash", "withTermsAcceptedAt");
    }

    @Test
    void a_timeout_has_an_event_since_moonpay_may_have_done_it(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.hang("*"));
        create("{\"externalCustomerId\":\"cust-1\"}");

        assertThat(onlyEvent()).containsEntry("outcome", "moonpay-timeout").doesNotContainKey("moonPayRequestId");
    }

    @Test
    void a_refused_access_token_has_an_event() {
        delete("nobody", CARD);

        assertThat(onlyEvent())
                .containsEntry("event", "payment-method.deleted")
                .containsEntry("outcome", "moonpay-token-rejected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"externalCustomerId\":\"\"}",
                "{\"externalCustomerId\":\"c\",\"deviceIp\":\"nowhere\"}",
                "{\"externalCustomerId\":\"c\",\"termsAcceptedAt\":\"yesterday\"}",
                "{\"externalCustomerId\":\"c\",\"unknown\":1}"
            })
    void what_is_malformed_has_no_event(String body, SimulatorControl moonPay) {
        assertThat(create(body).statusCode()).isEqualTo(400);
        anybody().delete(SESSIONS).then().statusCode(400);
        anybody().delete("/v1/payment-methods/" + CARD).then().statusCode(400);
        as("token").delete("/v1/payment-methods/a.b").then().statusCode(400);

        assertThat(audited.fields()).isEmpty();
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void a_caller_that_is_not_known_has_no_event() {
        anybody()
                .header("Authorization", "ApiKey nonsense")
                .contentType(ContentType.JSON)
                .body("{\"externalCustomerId\":\"c\"}")
                .post(SESSIONS)
                .then()
                .statusCode(401);

        assertThat(audited.fields()).isEmpty();
    }

    @Test
    void nothing_personal_and_no_token_is_in_an_event(SimulatorControl moonPay) {
        String sessionToken = create("""
                        {"externalCustomerId":"planted-customer","deviceIp":"81.2.69.161","email":"planted@example.org",
                         "phoneNumber":"+14155550199","termsAcceptedAt":"2026-11-20T09:15:02Z"}""").path("sessionToken");
        String accessToken = moonPay.spend(sessionToken).accessToken();
        delete(accessToken, CARD);
        moonPay.status("*", 500);
        create("{\"externalCustomerId\":\"planted-customer\",\"deviceIp\":\"81.2.69.161\"}");
        delete(accessToken, CARD);

        assertThat(audited.lines()).hasSize(4).allSatisfy(line -> assertThat(line.json())
                .doesNotContain(
                        "planted", "81.2.69.161", "+14155550199", sessionToken, accessToken, "sk_test_", "09:15:02"));
    }

    @Test
    void an_event_is_one_line_of_json_with_its_fields_and_text_that_says_the_same(SimulatorControl moonPay)
            throws IOException {
        create("{\"externalCustomerId\":\"cust-1\"}");

        CapturedLog.Line line = audited.lines().get(0);
        assertThat(line.json().stripTrailing()).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line.json());
        assertThat(json.path("loggerName").textValue()).isEqualTo("io.moonconnect.audit");
        assertThat(json.path("level").textValue()).isEqualTo("INFO");
        line.fields().forEach((name, value) -> {
            assertThat(json.path("mdc").path(name).textValue()).isEqualTo(value);
            assertThat(line.message()).contains(", " + name + "=" + value);
        });
        assertThat(line.message()).startsWith("audit, event=session.created, outcome=success, requestId=audit-1, ");
    }

    @Test
    void no_other_line_of_the_log_gets_the_fields_of_an_event(SimulatorControl moonPay) {
        try (CapturedLog everything = CapturedLog.of("io.moonconnect")) {
            create("{\"externalCustomerId\":\"cust-1\"}");
            anybody()
                    .contentType(ContentType.JSON)
                    .body("{\"status\":\"unheard-of\"}")
                    .post("/v1/connections/requirements")
                    .then()
                    .statusCode(200);

            assertThat(everything.lines())
                    .filteredOn(line -> line.message().startsWith("unknown connection status"))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line.fields()).containsOnlyKeys("requestId"));
        }
    }

    @Test
    void a_failing_log_handler_does_not_fail_the_request() {
        Logger category = Logger.getLogger("io.moonconnect.audit");
        Handler broken = new BrokenHandler();
        category.addHandler(broken);
        try {
            assertThat(create("{\"externalCustomerId\":\"cust-1\"}").statusCode())
                    .isEqualTo(201);
        } finally {
            category.removeHandler(broken);
        }
        assertThat(onlyEvent()).containsEntry("outcome", "success");
    }

    private Map<String, String> onlyEvent() {
        assertThat(audited.fields()).hasSize(1);
        return audited.fields().get(0);
    }

    private static Response create(String body) {
        return anybody()
                .header("X-Request-Id", "audit-1")
                .contentType(ContentType.JSON)
                .body(body)
                .post(SESSIONS);
    }

    private static void revoke() {
        anybody().delete(SESSIONS + "?externalCustomerId=cust-1");
    }

    private static void delete(String accessToken, String paymentMethod) {
        as(accessToken).delete("/v1/payment-methods/" + paymentMethod);
    }

    private static final class BrokenHandler extends Handler {

        @Override
        public void publish(LogRecord record) {
            throw new IllegalStateException("no space left");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
