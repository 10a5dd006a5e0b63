package io.moonconnect.asset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.testing.Api.anybody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;

/** What can be bought. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class AssetTest {

    private static final String ASSETS = "/v1/assets";

    @Test
    void assets_have_moonpays_codes(SimulatorControl moonPay) {
        anybody().get(ASSETS).then().statusCode(200).body("assets.code", hasItems("BTC", "ETH"));
    }

    @Test
    void filters_go_to_moonpay(SimulatorControl moonPay) {
        anybody()
                .get(ASSETS + "?source=defi&code=MOONCAT")
                .then()
                .statusCode(200)
                .body("assets.code", contains("MOONCAT"));
    }

    @Test
    void a_page_is_requested_once(SimulatorControl moonPay) {
        anybody().get(ASSETS + "?limit=3").then().statusCode(200);
        anybody().get(ASSETS + "?limit=3").then().statusCode(200);
        assertThat(moonPay.counts("listAssets").started()).isLessThanOrEqualTo(1);
    }

    @Test
    void an_error_is_never_cached(SimulatorControl moonPay) {
        moonPay.status("listAssets", 500);
        anybody().get(ASSETS + "?limit=4").then().statusCode(502);
        moonPay.clearFaults();
        anybody().get(ASSETS + "?limit=4").then().statusCode(200);
    }
}
