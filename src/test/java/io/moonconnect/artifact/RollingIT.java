package io.moonconnect.artifact;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;

import static org.assertj.core.api.Assertions.assertThat;

/** One replica is replaced by another under load, with production's delay and timeout, and no request is lost. */
@Lengthy
class RollingIT {

    private static final int WORKERS = 8;

    /** With it the workers together stay below MoonPay's rate. */
    private static final Duration MOONPAY_TAKES = Duration.ofMillis(500);

    /** What the default delay and timeout come to, and some seconds for a machine that is busy. */
    private static final Duration BOUND = Duration.ofSeconds(40);

    private static final ApiKey KEY = ApiKey.random();
    private static final String QUOTE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}},\
            "paymentMethod":{"type":"apple_pay"},"wallet":{"address":"0x52908400098527886E0F7030069857D2E4169EE7"}}""";

    @Test
    void a_replacement_under_load_loses_no_request() throws Exception {
        try (DemoProcess demo = DemoProcess.start("rolling-upstream");
                ArtifactProcess old = start(demo, "rolling-old");
                ArtifactProcess staying = start(demo, "rolling-staying");
                ReplicaClient client = new ReplicaClient()) {
            SimulatorControl moonPay = new SimulatorControl(demo.simulator());
            moonPay.delay("getBuyQuote", MOONPAY_TAKES);
            client.add(old.listening());
            client.add(staying.listening());
            await().until(() -> client.isReady(old) && client.isReady(staying));
            for (int i = 0; i < WORKERS; i++) {
                client.send(quote(moonPay.accessToken("cust-7f31-" + i)));
            }
            await().until(() -> client.answeredBy(old) > WORKERS && client.answeredBy(staying) > WORKERS);

            try (ArtifactProcess replacement = start(demo, "rolling-new")) {
                client.add(replacement.listening());
                await().until(() -> client.isReady(replacement));
                await().until(() -> client.runningAt(old) > 0);
                int answeredBefore = client.answeredBy(old);
                long signal = System.nanoTime();

                old.terminate();

                assertThat(old.exitCode()).isIn(0, 143);
                assertThat(Duration.ofNanos(System.nanoTime() - signal)).isLessThan(BOUND);
                assertThat(client.answeredBy(old)).isGreaterThan(answeredBefore);
                int answeredByTheNew = client.answeredBy(replacement);
                await().until(() -> client.answeredBy(replacement) > answeredByTheNew + WORKERS);
                client.stop();
                assertThat(client.failures()).isEmpty();
            }
        }
    }

    private static ArtifactProcess start(DemoProcess demo, String name) {
        // While a replica starts, the machine may have no time for the others.
        ProductionConfig config =
                ProductionConfig.complete(demo.simulator(), KEY).with("MOONPAY_QUOTE_TIMEOUT", "20s");
        return Artifact.PRODUCTION.start(name, config.environment());
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(ArtifactProcess.PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    private static String quote(String accessToken) {
        return RawHttp.head(
                        "POST",
                        "/v1/quotes",
                        "Authorization: " + KEY.header(),
                        "MoonPay-Access-Token: " + accessToken,
                        "Content-Type: application/json",
                        "Content-Length: " + QUOTE.length())
                + QUOTE;
    }
}
