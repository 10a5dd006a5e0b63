package io.moonconnect.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorOverTls;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The matrix over HTTP/2. */
@QuarkusTest
@TestProfile(FaultMatrixOverHttp2Test.BehindAGateOverTls.class)
@Lengthy
class FaultMatrixOverHttp2Test extends FaultMatrixTest {

    /** The gate is in front of the simulator's TLS port. */
    public static class BehindAGateOverTls extends BehindAGate {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.remove("simulator.port");
            overrides.computeIfPresent("moonpay.base-url", (key, gate) -> gate.replace("http:", "https:"));
            return overrides;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SimulatorOverTls.class, Map.of("gate", "true")));
        }
    }
}
