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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Where the operator wants customers by the host's own ids: those are in the events, and tokens still are not. */
@QuarkusTest
@TestProfile(AuditKeys.PlainCustomers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class PlainAuditTest {

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    @Test
    void a_customer_is_named_by_the_hosts_own_id() {
        create("cust-1").then().statusCode(201);

        assertThat(onlyEvent()).containsEntry("customer", "cust-1").doesNotContainKey("customerHash");
    }

    @Test
    void a_token_is_hashed_all_the_same(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        as(token).delete("/v1/payment-methods/4b0defe0-c13d-3215-bd35-33c6eab96376");

        assertThat(onlyEvent()).containsEntry("accessTokenHash", AuditKeys.hash(token));
        assertThat(audited.lines().get(0).json()).doesNotContain(token);
    }

    @Test
    void no_id_can_pass_for_another_field_in_a_line_of_text() {
        create("x\\\", outcome=success, caller=\\\"y").then().statusCode(201);

        assertThat(onlyEvent()).containsEntry("customer", "x\", outcome=success, caller=\"y");
        assertThat(audited.lines().get(0).message()).contains("customer=\"x\\\", outcome=success, caller=\\\"y\"");
    }

    @Test
    void no_id_can_turn_the_line_around_or_hide_in_it() {
        create("a\u202eb\u200bc\u2028d").then().statusCode(201);

        assertThat(onlyEvent()).containsEntry("customer", "a?b?c?d");
    }

    @Test
    void a_customer_of_moonpays_is_hashed_all_the_same() {
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

    private static Response create(String customer) {
        return backend()
                .contentType(ContentType.JSON.withCharset("UTF-8"))
                .body("{\"externalCustomerId\":\"" + customer + "\",\"deviceIp\":\"81.2.69.160\"}")
                .post("/v1/sessions");
    }
}
