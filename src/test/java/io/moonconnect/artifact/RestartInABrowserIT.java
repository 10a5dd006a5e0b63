package io.moonconnect.artifact;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.browser.Browser;
import io.moonconnect.browser.InChromium;
import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorControl;

/**
 * A customer in Chromium buys on the reference frontend while the service is a real process that goes away and comes back.
 * MoonPay and the page are those of another process, which stays.
 */
@ExtendWith(InChromium.class)
@Lengthy
@NeedsJvm
class RestartInABrowserIT {

    private static final String STATUS = ".live";

    private final Browser browser;
    private final int port = FreePort.find();
    private DemoProcess around;
    private ArtifactProcess service;

    RestartInABrowserIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void start() {
        around = DemoProcess.start("restart-around", Map.of("SIMULATOR_FRONTEND_API", "http://localhost:" + port));
        startService();
    }

    @AfterEach
    void stop() {
        service.close();
        around.close();
    }

    @Test
    void a_restart_is_seen_and_survived_while_prices_are_compared_and_while_a_payment_is_followed() {
        // Its root leads to the page.
        browser.open(around.service().api());
        browser.click("option[value='cust-ny']");
        browser.click("form .primary");
        browser.awaitText(STATUS, "Prices are live");

        service.terminate();
        browser.awaitText(STATUS, "Trying again in ");
        service.exitCode();
        startService();
        browser.awaitText(STATUS, "Prices are live");

        browser.click("[data-method^='card/'] label");
        browser.click(".pay-button");
        browser.element("[data-transaction]");
        service.kill();
        browser.awaitText(STATUS, "The connection is lost. Trying again in ");
        new SimulatorControl(around.simulator()).advanceClock(Duration.ofMinutes(1));
        startService();
        browser.awaitText("h1", "It is yours");
    }

    /** At a port that is known before, because the page needs it, and with open callers, because the page is one. */
    private void startService() {
        service = Artifact.DEMO.start(
                "restart-service",
                Map.of(
                        "QUARKUS_HTTP_PORT",
                        String.valueOf(port),
                        "MOONCONNECT_CORS_ORIGINS",
                        around.frontend().toString(),
                        "MOONPAY_BASE_URL",
                        around.simulator().toString(),
                        "SIMULATOR_PORT",
                        "0",
                        "SIMULATOR_FRONTEND_PORT",
                        "0"));
        service.listening();
    }
}
