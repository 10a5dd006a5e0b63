package io.moonconnect.asset;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.PatientService;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.testing.Api.anybody;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A page of assets is refreshed in the background, and served for an hour while MoonPay fails. */
@QuarkusTest
@TestProfile(PatientService.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class AssetRefreshTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration FOREVER = Duration.ofMinutes(5);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String ASSETS = "/v1/assets";

    @Inject
    HandTicker time;

    @BeforeEach
    void clear_the_cache() {
        time.advance(Duration.ofHours(2));
    }

    @Test
    void a_fresh_page_is_served_from_the_cache(SimulatorControl moonPay) {
        page();
        time.advance(FIVE_MINUTES.minusSeconds(1));
        page();
        assertThat(asked(moonPay)).isEqualTo(1);
    }

    @Test
    void a_stale_page_is_served_at_once_and_refreshed(SimulatorControl moonPay) {
        moonPay.literal("listAssets", 200, "{\"data\":[{\"code\":\"OLD\"}]}");
        assertThat(page()).contains("OLD");
        moonPay.clearFaults();
        moonPay.literal("listAssets", 200, "{\"data\":[{\"code\":\"NEW\"}]}");
        time.advance(FIVE_MINUTES);
        assertThat(page()).contains("OLD");
        await().atMost(SOON).until(() -> page().contains("NEW"));
        assertThat(asked(moonPay)).isEqualTo(2);
    }

    @Test
    void a_refresh_uses_a_background_permit(SimulatorControl moonPay) {
        page();
        double before = Metrics.value("moonpay_permits_granted_seconds_count{class=\"background\"}");
        time.advance(FIVE_MINUTES);
        page();
        await().atMost(SOON)
                .until(() ->
                        Metrics.value("moonpay_permits_granted_seconds_count{class=\"background\"}") - before == 1);
    }

    @Test
    void a_refresh_delays_no_caller_and_does_not_overlap(SimulatorControl moonPay) {
        page();
        moonPay.delay("listAssets", FOREVER);
        time.advance(FIVE_MINUTES);
        for (int caller = 0; caller < 10; caller++) {
            page();
        }
        await().atMost(SOON).until(() -> asked(moonPay) == 2);
        page();
        assertThat(asked(moonPay)).isEqualTo(2);
    }

    @Test
    void a_stale_page_is_served_for_an_hour_while_moonpay_is_down(SimulatorControl moonPay) {
        String before = page();
        moonPay.status("listAssets", 500);
        for (int minutes = 0; minutes < 59; minutes++) {
            time.advance(Duration.ofMinutes(1));
            assertThat(page()).isEqualTo(before);
        }
        await().atMost(SOON).until(() -> asked(moonPay) > 10);
        time.advance(Duration.ofMinutes(1));
        anybody().get(ASSETS).then().statusCode(502);
    }

    @Test
    void a_stale_page_is_refreshed_once_moonpay_recovers(SimulatorControl moonPay) {
        moonPay.literal("listAssets", 200, "{\"data\":[{\"code\":\"OLD\"}]}");
        page();
        moonPay.clearFaults();
        moonPay.status("listAssets", 500);
        time.advance(FIVE_MINUTES);
        page();
        await().atMost(SOON)
                .until(() ->
                        moonPay.counts("listAssets").completed() == 2 && Metrics.value("moonpay_reads_in_flight") == 0);
        moonPay.clearFaults();
        time.advance(Duration.ofSeconds(30));
        await().atMost(SOON).until(() -> !page().contains("OLD"));
    }

    @Test
    void the_cache_is_bounded(SimulatorControl moonPay) {
        int pages = 40;
        for (int round = 0; round < 2; round++) {
            for (int limit = 1; limit <= pages; limit++) {
                anybody().get(ASSETS + "?limit=" + limit).then().statusCode(200);
            }
        }
        assertThat(asked(moonPay)).isGreaterThanOrEqualTo(pages + 8);
    }

    /** These answers are not validated against the OpenAPI document. */
    private static String page() {
        return given().get(ASSETS).then().statusCode(200).extract().asString();
    }

    private static long asked(SimulatorControl moonPay) {
        return moonPay.counts("listAssets").started();
    }
}
