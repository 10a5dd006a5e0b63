package io.moonconnect.browser;

import java.util.Map;

import io.moonconnect.testing.FreePort;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The reference frontend on an origin that the service allows. It finds the service behind a port of its own, so that a
 * test can cut the line ({@code simulator.frontend-api}). Each stage of a payment outlasts a few checks of a page on a
 * busy machine, and all of them together pass within the minute by which the tests advance MoonPay's clock.
 */
public class FrontendInABrowser implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        int frontend = FreePort.find();
        return Map.of(
                "simulator.frontend-port",
                String.valueOf(frontend),
                "simulator.frontend-api",
                "http://localhost:" + FreePort.find(),
                "moonconnect.cors.origins",
                "http://localhost:" + frontend + ",http://127.0.0.1:" + frontend,
                "moonconnect.poll.interval",
                "200ms",
                "simulator.stage-life",
                "15s");
    }
}
