package io.moonconnect.moonpay;

import java.util.List;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.PatientService;
import io.moonconnect.testing.SimulatorOverTls;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Sharing of reads over HTTP/2. */
@QuarkusTest
@TestProfile(SharedReadOverHttp2Test.PatientServiceOverHttp2.class)
@Lengthy
class SharedReadOverHttp2Test extends SharedReadTest {

    public static class PatientServiceOverHttp2 extends PatientService {

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
