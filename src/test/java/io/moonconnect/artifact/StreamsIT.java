package io.moonconnect.artifact;

import java.io.IOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorControl;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A replica with half a gigabyte of heap holds all the streams that it admits: they cost nothing while nothing happens, get
 * their heartbeats, do not affect other requests, and are ended when the replica shuts down.
 */
@Lengthy
class StreamsIT {

    private static final Logger LOG = Logger.getLogger(StreamsIT.class);

    private static final int STREAMS = 10_000;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long MEGABYTE = 1024 * 1024;

    /**
     * Of the 512 MiB of heap on a JVM, where it is 16 KiB a stream; the rest is for what happens. A native executable has no
     * more than that in all.
     */
    private static final long MOST_IN_USE = (Artifact.PRODUCTION.isNative() ? 512 : 200) * MEGABYTE;

    private static final ApiKey KEY = ApiKey.random();

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"},"paymentMethods":[{"type":"apple_pay"}]}""";

    @Test
    void very_many_streams_are_open_in_half_a_gigabyte_and_all_get_bye() throws IOException {
        try (DemoProcess demo = DemoProcess.start("streams-upstream");
                ArtifactProcess service = start(demo)) {
            ServiceMetrics metrics = new ServiceMetrics(service);
            SimulatorControl moonPay = new SimulatorControl(demo.simulator());
            moonPay.quoteLife(Duration.ofHours(1));
            String request = EventStream.request(
                    "/v1/quotes/stream", moonPay.accessToken("cust-7f31"), PURCHASE, "Authorization: " + KEY.header());
            long before = metrics.inUse();
            try (ManyStreams streams = new ManyStreams(service.api().getPort(), request)) {
                streams.open(STREAMS, PATIENCE);

                assertThat(metrics.value("streams_open{kind=\"quotes\"}")).isEqualTo(STREAMS);
                assertThat(metrics.value("requests_in_flight")).isZero();
                long asked = moonPay.counts("getBuyQuote").started();
                streams.awaitHeartbeats(PATIENCE);
                streams.awaitHeartbeats(PATIENCE);
                assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(asked);
                assertThat(streams.closed()).isZero();

                long inUse = metrics.inUse();
                LOG.infof(
                        "streams=%d, inUseMiB=%d, kibPerStream=%.1f",
                        STREAMS, inUse / MEGABYTE, (inUse - before) / 1024.0 / STREAMS);
                assertThat(inUse).isLessThan(MOST_IN_USE);
                given().header("Authorization", KEY.header())
                        .get(service.api().resolve("/v1/disclosures"))
                        .then()
                        .statusCode(200);
                given().get(service.management().resolve("/q/health/live"))
                        .then()
                        .statusCode(200);

                service.terminate();

                streams.awaitLeaving(PATIENCE);
                assertThat(service.exitCode()).isIn(0, 143);
                assertThat(service.output()).doesNotContain("\"level\":\"ERROR\"", "Timed out waiting");
            }
        }
    }

    /** The used memory is visible only after a collection, which a native executable cannot be made to run. */
    @Test
    @NeedsJvm
    void clients_that_are_gone_leave_nothing_behind() throws IOException {
        try (DemoProcess demo = DemoProcess.start("streams-gone-upstream");
                ArtifactProcess service = start(demo)) {
            ServiceMetrics metrics = new ServiceMetrics(service);
            SimulatorControl moonPay = new SimulatorControl(demo.simulator());
            String request = EventStream.request(
                    "/v1/quotes/stream", moonPay.accessToken("cust-7f31"), PURCHASE, "Authorization: " + KEY.header());
            try (ManyStreams streams = new ManyStreams(service.api().getPort(), request)) {
                streams.open(100, PATIENCE);
            }
            awaitNone(metrics);
            long before = metrics.heapInUse();
            try (ManyStreams streams = new ManyStreams(service.api().getPort(), request)) {
                streams.open(STREAMS / 2, PATIENCE);
            }
            awaitNone(metrics);
            Awaitility.await("nothing is left of them")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(
                            () -> assertThat(metrics.heapInUse() - before).isLessThan(4 * MEGABYTE));
            assertThat(metrics.value("quote_refreshes_needed")).isZero();
        }
    }

    private static void awaitNone(ServiceMetrics metrics) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> metrics.value("streams_open{kind=\"quotes\"}") == 0);
    }

    /** With permits enough to open them all in the time that there is. */
    private static ArtifactProcess start(DemoProcess demo) {
        ProductionConfig config = ProductionConfig.complete(demo.simulator(), KEY)
                .with("MOONCONNECT_LIMIT_BACKEND", "0")
                .with("MOONCONNECT_LIMIT_TOKEN", "0")
                .with("MOONPAY_RATE", "5000")
                .with("MOONCONNECT_STREAMS_HEARTBEAT", "5s")
                .with("MOONCONNECT_STREAMS_MAX_PER_TOKEN", "0")
                .with("MOONPAY_BURST", "500");
        return Artifact.PRODUCTION
                .start("streams", config.environment(), "-Xmx512m", "-XX:+ExitOnOutOfMemoryError")
                .listening();
    }
}
