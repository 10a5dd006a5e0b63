package io.moonconnect.audit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.caller.Customers;
import io.moonconnect.caller.TwoKeys;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Customers' own actions are audited like those of backends on their behalf, equally pseudonymised. */
@QuarkusTest
@TestProfile(Customers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
@ExtendWith(SimulatedMoonPay.class)
class CustomersAuditTest {

    private static final String ID = "planted-customer";
    private static final String SESSIONS = "/v1/sessions";

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    IdentityProvider provider;

    private String token;

    @BeforeEach
    void aCustomer() {
        provider.reset();
        token = provider.tokens().subject(ID).token();
    }

    @AfterEach
    void neitherTheirIdNorTheirTokenIsInAnyEvent() {
        assertThat(audited.lines()).isNotEmpty().allSatisfy(line -> assertThat(line.json())
                .doesNotContain(ID, token.split("\\.")[1], token.split("\\.")[2], "127.0.0.1"));
    }

    @Test
    void a_session_has_the_hash_that_a_backend_gets_for_the_same_customer() {
        String moonPayRequestId = json(customer())
                .body("{}")
                .post(SESSIONS)
                .then()
                .statusCode(201)
                .extract()
                .header("MoonPay-Request-Id");
        json(given().header("Authorization", "ApiKey " + TwoKeys.key("new")))
                .body("{\"externalCustomerId\":\"" + ID + "\",\"deviceIp\":\"81.2.69.160\"}")
                .post(SESSIONS)
                .then()
                .statusCode(201);

        Map<String, String> own = audited.fields().get(0);
        Map<String, String> backends = audited.fields().get(1);
        assertThat(own)
                .containsEntry("event", "session.created")
                .containsEntry("outcome", "success")
                .containsEntry("requestId", "audit-1")
                .containsEntry("caller", "customer")
                .containsEntry("moonPayRequestId", moonPayRequestId)
                .containsOnlyKeys(
                        "event",
                        "outcome",
                        "requestId",
                        "caller",
                        "customerHash",
                        "withTermsAcceptedAt",
                        "moonPayRequestId");
        assertThat(backends).containsEntry("caller", "backend").containsEntry("backend", "shop");
        assertThat(own.get("customerHash")).matches("[0-9a-f]{32}").isEqualTo(backends.get("customerHash"));
    }

    @Test
    void sessions_that_they_revoke() {
        customer().delete(SESSIONS).then().statusCode(204);

        assertThat(onlyEvent())
                .containsEntry("event", "session.revoked")
                .containsEntry("outcome", "success")
                .containsEntry("caller", "customer")
                .containsEntry("customerHash", hash());
    }

    @Test
    void a_half_close_while_the_token_is_being_verified_does_not_cost_the_answer(SimulatorControl moonPay)
            throws IOException {
        // On a busy machine the half-close may come later than that, but not after the answer.
        moonPay.delay("revokeCustomerSessions", Duration.ofMillis(500));
        String head = RawHttp.head("DELETE", SESSIONS, "Authorization: Bearer " + token);
        try (Socket socket = RawHttp.open()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(RawHttp.read(socket, false).status()).isEqualTo(204);
        }
        assertThat(onlyEvent()).containsEntry("outcome", "success").containsEntry("delivery", "caller gone");
    }

    @Test
    void naming_another_customer_is_audited_under_the_callers_hash() {
        json(customer())
                .body("{\"externalCustomerId\":\"planted-other\"}")
                .post(SESSIONS)
                .then()
                .statusCode(403);
        customer().delete(SESSIONS + "?externalCustomerId=planted-other").then().statusCode(403);

        List<Map<String, String>> events = audited.fields();
        assertThat(events)
                .extracting(event -> event.get("event"))
                .containsExactly("session.created", "session.revoked");
        assertThat(events).allSatisfy(event -> assertThat(event)
                .containsEntry("outcome", "forbidden")
                .containsEntry("caller", "customer")
                .containsEntry("customerHash", hash()));
        assertThat(audited.lines()).allSatisfy(line -> assertThat(line.json()).doesNotContain("planted-other"));
    }

    @Test
    void a_payment_method_that_they_delete(SimulatorControl moonPay) {
        String accessToken = moonPay.accessToken(ID);
        RequestSpecification connected = customer().header("MoonPay-Access-Token", accessToken);
        String card = connected
                .get("/v1/payment-methods?currency=USD&transactionType=buy")
                .path("methods.find { it.kind == 'stored' }.method.id");
        connected.delete("/v1/payment-methods/" + card).then().statusCode(204);

        assertThat(onlyEvent())
                .containsEntry("event", "payment-method.deleted")
                .containsEntry("outcome", "success")
                .containsEntry("caller", "customer")
                .containsEntry("customerHash", hash())
                .containsEntry("paymentMethod", card)
                .containsOnlyKeys(
                        "event",
                        "outcome",
                        "requestId",
                        "caller",
                        "customerHash",
                        "accessTokenHash",
                        "paymentMethod",
                        "moonPayRequestId");
    }

    @Test
    void texts_that_they_are_served() {
        customer().get("/v1/disclosures/us-transaction-finality").then().statusCode(200);

        assertThat(onlyEvent())
                .containsEntry("event", "disclosures.served")
                .containsEntry("path", "/v1/disclosures/us-transaction-finality")
                .containsEntry("caller", "customer")
                .containsEntry("customerHash", hash())
                .containsOnlyKeys("event", "outcome", "requestId", "caller", "customerHash", "path", "disclosures");
    }

    @Test
    void a_token_that_is_not_good_leaves_none() {
        String expired = provider.tokens().subject(ID).audience("other").token();
        json(given().header("Authorization", "Bearer " + expired))
                .body("{}")
                .post(SESSIONS)
                .then()
                .statusCode(401);
        assertThat(audited.fields()).isEmpty();

        customer().delete(SESSIONS);
        assertThat(audited.fields()).hasSize(1);
    }

    private Map<String, String> onlyEvent() {
        assertThat(audited.fields()).hasSize(1);
        return audited.fields().get(0);
    }

    /** As it is in the event of another request of theirs. */
    private String hash() {
        customer().delete(SESSIONS);
        return audited.fields().get(audited.fields().size() - 1).get("customerHash");
    }

    private RequestSpecification customer() {
        return given().header("Authorization", "Bearer " + token).header("X-Request-Id", "audit-1");
    }

    private static RequestSpecification json(RequestSpecification request) {
        return request.contentType(ContentType.JSON);
    }
}
