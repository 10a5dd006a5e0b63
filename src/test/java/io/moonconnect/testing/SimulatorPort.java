package io.moonconnect.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives a test run a free port for the simulator and points the service's client at it. */
public class SimulatorPort implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        String port = String.valueOf(FreePort.find());
        return Map.of("simulator.port", port, "moonpay.base-url", "http://localhost:" + port);
    }

    @Override
    public void stop() {
        // The simulator stops with the service.
    }
}
