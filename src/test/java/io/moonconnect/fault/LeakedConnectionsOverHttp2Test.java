package io.moonconnect.fault;

import java.util.List;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorOverTls;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * Broken answers leak no stream over HTTP/2: MoonPay has none in flight afterwards, and the service closes a connection
 * only once no call runs on it.
 */
@QuarkusTest
@TestProfile(LeakedConnectionsOverHttp2Test.NothingGivesUpOverHttp2.class)
@Lengthy
class LeakedConnectionsOverHttp2Test extends LeakedConnectionsTest {

    /** Many on each of the few connections. */
    private static final int CALLS = 3_000;

    public static class NothingGivesUpOverHttp2 extends NothingGivesUp {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SimulatorOverTls.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Override
    int calls() {
        return CALLS;
    }
}
