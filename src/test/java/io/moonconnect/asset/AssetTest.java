package io.moonconnect.asset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.testing.Api.anybody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

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
    void a_code_is_exact_without_regard_to_case(SimulatorControl moonPay) {
        anybody().get(ASSETS + "?code=usdt").then().statusCode(200).body("assets.code", contains("USDT"));
        anybody().get(ASSETS + "?code=USDT").then().statusCode(200).body("assets.code", contains("USDT"));
        assertThat(moonPay.counts("listAssets").started()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=51", "limit=x", "source=exchange", "source=CEFI"})
    void what_moonpay_does_not_take_is_refused(String query, SimulatorControl moonPay) {
        String field = query.split("=")[0];
        anybody().get(ASSETS + "?" + query).then().statusCode(400).body("violations.field", contains(field));
        assertThat(moonPay.counts("listAssets").started()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1", "limit=50", "source=cefi", "source=defi"})
    void what_moonpay_takes_is_a_page_with_its_info(String query, SimulatorControl moonPay) {
        anybody().get(ASSETS + "?" + query).then().statusCode(200).body("pageInfo", hasKey("nextCursor"));
    }

    @Test
    void a_page_without_info_is_the_last(SimulatorControl moonPay) {
        moonPay.literal("listAssets", 200, "{\"data\":[]}");
        anybody().get(ASSETS + "?limit=7").then().statusCode(200).body("pageInfo", hasEntry("nextCursor", null));
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
