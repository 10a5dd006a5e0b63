package io.moonconnect.customer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.testing.Api.anybody;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

/** KYC status of the customers with one external id. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class CustomerTest {

    private static final String ME = "/v1/customers/me?externalCustomerId=";

    @Test
    void a_customer_has_a_kyc_status(SimulatorControl moonPay) {
        moonPay.accessToken("cust-kyc-1");
        anybody()
                .get(ME + "cust-kyc-1")
                .then()
                .statusCode(200)
                .header("MoonPay-Request-Id", notNullValue())
                .body("customers.kyc.status", contains("collecting"));
    }

    @Test
    void one_external_id_can_have_several_customers(SimulatorControl moonPay) {
        moonPay.accessToken("cust-twice-1");
        anybody().get(ME + "cust-twice-1").then().statusCode(200).body("customers", hasSize(2));
    }

    @Test
    void a_capability_that_is_not_enabled_is_reported(SimulatorControl moonPay) {
        moonPay.disable("getCustomersByExternalId");
        anybody().get(ME + "cust-1").then().statusCode(501).body("type", endsWith("/moonpay-capability-not-enabled"));
    }
}
