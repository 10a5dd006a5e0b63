package io.moonconnect.artifact;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Under a flood a replica serves what it can and refuses the rest at once; it needs no more memory, and is as before after. */
@Lengthy
class FloodIT {

    private static final int MAX_REQUESTS = 64;
    private static final Duration LASTS = Duration.ofMinutes(1);

    /** What a probe may take; Kubernetes gives it two seconds, on a machine that does not make the flood as well. */
    private static final Duration PROBE = Duration.ofSeconds(15);

    /** On a machine that has to catch up; and less than MoonPay's time-out, which would free what is held for nothing. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final long MEGABYTE = 1024 * 1024;

    /** Of a native executable it is all that is resident, garbage included. */
    private static final long MOST_MORE = (Artifact.PRODUCTION.isNative() ? 48 : 8) * MEGABYTE;

    private static final ApiKey KEY = ApiKey.random();
    private static final String AUTHORIZATION = "Authorization: " + KEY.header();

    @Test
    void a_flood_is_shed_and_leaves_nothing_behind() {
        try (DemoProcess demo = DemoProcess.start("flood-upstream");
                ArtifactProcess service = start(demo)) {
            SimulatorControl moonPay = new SimulatorControl(demo.simulator());
            String request = RawHttp.head(
                    "GET",
                    "/v1/transactions",
                    AUTHORIZATION,
                    "MoonPay-Access-Token: " + moonPay.accessToken("cust-7f31"));
            moonPay.delay("listTransactions", Duration.ofMillis(300));
            flood(service, request, Duration.ofSeconds(3));
            ServiceMetrics metrics = new ServiceMetrics(service);
            long before = metrics.inUse();

            Flood flood = flood(service, request, LASTS);

            assertThat(flood.oddities()).isEmpty();
            assertThat(flood.answers(200)).isGreaterThan(MAX_REQUESTS);
            assertThat(flood.answers(503)).isGreaterThan(flood.answers(200));
            assertThat(metrics.value("requests_shed_total")).isGreaterThanOrEqualTo(flood.answers(503));
            assertServesAsBefore(service, metrics);
            assertThat(metrics.inUse() - before).isLessThan(MOST_MORE);
            assertThat(service.output()).doesNotContain("\"level\":\"ERROR\"");
        }
    }

    private static ArtifactProcess start(DemoProcess demo) {
        ProductionConfig config = ProductionConfig.complete(demo.simulator(), KEY)
                .with("MOONCONNECT_MAX_REQUESTS", String.valueOf(MAX_REQUESTS))
                .with("MOONCONNECT_LIMIT_BACKEND", "0")
                .with("MOONCONNECT_LIMIT_TOKEN", "0")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_ADDRESS", "0")
                .with("MOONCONNECT_LIMIT_SESSIONS_PER_CUSTOMER", "0")
                .with("MOONCONNECT_BODY_TIMEOUT", "1s")
                .with("MOONPAY_REQUEST_TIMEOUT", "30s");
        return Artifact.PRODUCTION
                .start("flood", config.environment(), "-Xmx128m", "-XX:+ExitOnOutOfMemoryError")
                .ready();
    }

    /** Floods it for so long, and looks all the time whether the probes are answered. */
    private static Flood flood(ArtifactProcess service, String request, Duration lasts) {
        long end = System.nanoTime() + lasts.toNanos();
        try (Flood flood = new Flood(service.api().getPort(), request, AUTHORIZATION)) {
            while (System.nanoTime() < end) {
                assertProbesAnswer(service);
            }
            return flood;
        }
    }

    private static void assertProbesAnswer(ArtifactProcess service) {
        for (String probe : new String[] {"live", "ready"}) {
            long asked = System.nanoTime();
            given().get(service.management().resolve("/q/health/" + probe))
                    .then()
                    .statusCode(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROBE);
        }
    }

    private static void assertServesAsBefore(ArtifactProcess service, ServiceMetrics metrics) {
        Awaitility.await().atMost(SOON).until(() -> metrics.value("requests_in_flight") == 0);
        Response disclosures =
                given().header("Authorization", KEY.header()).get(service.api().resolve("/v1/disclosures"));
        assertThat(disclosures.statusCode()).isEqualTo(200);
    }
}
