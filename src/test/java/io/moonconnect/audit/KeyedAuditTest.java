package io.moonconnect.audit;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.as;
import static io.moonconnect.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** With an audit key, hashes can be recomputed by anyone who has the key; backends are named. */
@QuarkusTest
@TestProfile(AuditKeys.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class KeyedAuditTest {

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    @Test
    void a_customer_is_found_by_the_keyed_hash_and_a_backend_by_its_name() {
        backend()
                .contentType(ContentType.JSON)
                .body("{\"externalCustomerId\":\"Zoë 7\",\"deviceIp\":\"81.2.69.160\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(201);

        assertThat(onlyEvent())
                .containsEntry("caller", "backend")
                .containsEntry("backend", "shop")
                .containsEntry("customerHash", AuditKeys.hash("Zoë 7"))
                .doesNotContainKey("customer");
    }

    @Test
    void a_connection_is_found_by_the_keyed_hash_of_its_token(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        as(token).delete("/v1/payment-methods/4b0defe0-c13d-3215-bd35-33c6eab96376");

        assertThat(onlyEvent()).containsEntry("accessTokenHash", AuditKeys.hash(token));
    }

    @Test
    void what_is_served_with_a_quote_is_found_by_the_same_hash(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-ny");
        post(token, "/v1/quotes", """
                        {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""").then().statusCode(200);

        assertThat(onlyEvent()).containsEntry("accessTokenHash", AuditKeys.hash(token));
    }

    @Test
    void a_customer_of_moonpays_is_found_by_the_keyed_hash_of_its_id() {
        String id = backend().get("/v1/customers/me?externalCustomerId=cust-1").path("customers[0].id");
        backend()
                .contentType(ContentType.JSON)
                .body("{\"basicDetails\":{}}")
                .patch("/v1/customers/me/kyc?externalCustomerId=cust-1")
                .then()
                .statusCode(200);

        assertThat(onlyEvent()).containsEntry("moonPayCustomerHash", AuditKeys.hash(id));
        assertThat(audited.lines().get(0).json()).doesNotContain(id);
    }

    private static RequestSpecification backend() {
        return given().header("Authorization", "ApiKey " + AuditKeys.backendKey());
    }

    private Map<String, String> onlyEvent() {
        assertThat(audited.fields()).hasSize(1);
        return audited.fields().get(0);
    }
}
