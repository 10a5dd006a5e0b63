package io.moonconnect.moonpay;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.testing.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Calls whose permits lapsed wait longer for others than calls that have had none. */
@QuarkusTest
@TestProfile(OneConnection.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class LapsedPermitsTest {

    static final String COMPARISON = """
            {"source":{"asset":{"code":"USD"},"amount":"100"},"destination":{"asset":{"code":"ETH"}},
             "wallet":{"address":"0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"},
             "paymentMethods":[{"type":"google_pay"},{"type":"apple_pay"},{"type":"paypal"},{"type":"venmo"}]}""";

    @Test
    void a_comparison_whose_permits_lapsed_is_complete(SimulatorControl moonPay) {
        moonPay.delay("getBuyQuote", Duration.ofMillis(150));

        post(moonPay.accessToken("cust-compare"), "/v1/quotes/compare", COMPARISON)
                .then()
                .statusCode(200)
                .body("complete", equalTo(true));
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(4);
    }
}
