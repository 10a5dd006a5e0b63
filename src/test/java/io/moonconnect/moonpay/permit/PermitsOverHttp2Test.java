package io.moonconnect.moonpay.permit;

import java.util.List;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorOverTls;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Scarce permits over HTTP/2. */
@QuarkusTest
@TestProfile(PermitsOverHttp2Test.ShortOfPermitsOverHttp2.class)
@Lengthy
class PermitsOverHttp2Test extends PermitsTest {

    public static class ShortOfPermitsOverHttp2 extends ShortOfPermits {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SimulatorOverTls.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
