package io.moonconnect.session;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

/** Creating and revoking sessions. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class SessionTest {

    private static final String SESSIONS = "/v1/sessions";

    @Test
    void a_session_has_a_token_a_day_to_live_and_the_mode_of_the_key(SimulatorControl moonPay) {
        Instant before = Instant.now();
        String expiresAt = post(SESSIONS, "{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"81.2.69.160\"}")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("MoonPay-Request-Id", notNullValue())
                .body("sessionToken", notNullValue())
                .body("mode", is("test"))
                .extract()
                .path("expiresAt");
        assertThat(Duration.between(before, Instant.parse(expiresAt)))
                .isBetween(
                        Duration.ofHours(24).minusSeconds(1),
                        Duration.ofHours(24).plusMinutes(1));
    }

    @Test
    void moonpay_receives_every_field_about_the_customer(SimulatorControl moonPay) {
        post(SESSIONS, """
                        {"externalCustomerId":"cust-1","deviceIp":"2001:DB8:0:0:0:0:0:24","email":"ada@example.org",
                         "phoneNumber":"+14155550142","termsAcceptedAt":"2026-11-20T09:15:02Z"}""").then().statusCode(201);
        JsonNode sent = moonPay.requests("createSession").get(0).json();
        assertThat(sent.path("externalCustomerId").textValue()).isEqualTo("cust-1");
        assertThat(sent.path("deviceIp").textValue()).isEqualTo("2001:db8::24");
        assertThat(sent.path("email").textValue()).isEqualTo("ada@example.org");
        assertThat(sent.path("phoneNumber").textValue()).isEqualTo("+14155550142");
        assertThat(sent.path("termsAcceptedAt").textValue()).isEqualTo("2026-11-20T09:15:02Z");
    }

    @Test
    void the_token_opens_a_connection_at_moonpay_once(SimulatorControl moonPay) {
        String token = post(SESSIONS, "{\"externalCustomerId\":\"cust-1\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("sessionToken");
        assertThat(moonPay.spend(token).accessToken()).isNotEmpty();
    }

    @Test
    void an_open_caller_without_a_device_address_gets_the_test_address(SimulatorControl moonPay) {
        post(SESSIONS, "{\"externalCustomerId\":\"cust-1\"}").then().statusCode(201);
        assertThat(moonPay.requests("createSession")
                        .get(0)
                        .json()
                        .path("deviceIp")
                        .textValue())
                .isEqualTo("203.0.113.7");
    }

    @Test
    void an_ipv4_address_mapped_into_ipv6_is_ipv4(SimulatorControl moonPay) {
        post(SESSIONS, "{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"::ffff:81.2.69.160\"}")
                .then()
                .statusCode(201);
        assertThat(moonPay.requests("createSession")
                        .get(0)
                        .json()
                        .path("deviceIp")
                        .textValue())
                .isEqualTo("81.2.69.160");
    }

    @Test
    void revoking_answers_without_a_body(SimulatorControl moonPay) {
        anybody()
                .delete(SESSIONS + "?externalCustomerId=cust-1")
                .then()
                .statusCode(204)
                .header("MoonPay-Request-Id", notNullValue())
                .body(emptyString());
        assertThat(moonPay.requests("revokeCustomerSessions").get(0).query()).isEqualTo("externalCustomerId=cust-1");
    }

    @Test
    void created_sessions_are_counted_by_mode(SimulatorControl moonPay) {
        double before = Metrics.value("sessions_created_total{backend=\"\",mode=\"test\"}");
        post(SESSIONS, "{\"externalCustomerId\":\"cust-1\"}").then().statusCode(201);
        moonPay.status("createSession", 500);
        post(SESSIONS, "{\"externalCustomerId\":\"cust-1\"}").then().statusCode(502);
        assertThat(Metrics.value("sessions_created_total{backend=\"\",mode=\"test\"}") - before)
                .isEqualTo(1.0);
    }
}
