package io.moonconnect.moonpay;

import java.util.List;

import io.moonconnect.testing.SimulatorOverTls;
import io.quarkus.test.junit.QuarkusTestProfile;

/** The service calls the simulator over HTTP/2. */
public class OverHttp2 implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SimulatorOverTls.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
