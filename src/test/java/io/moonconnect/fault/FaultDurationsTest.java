package io.moonconnect.fault;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.CalledOperation;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.hamcrest.Matchers.lessThan;

/** The times of the tests of faults. */
@QuarkusTest
@TestProfile(LeakedConnectionsTest.NothingGivesUp.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class FaultDurationsTest {

    @Test
    void fault_durations_are_a_tenth_of_the_usual_ones(SimulatorControl moonPay) {
        moonPay.delay("getBuyQuote", Duration.ofSeconds(60));
        CalledOperation.GET_BUY_QUOTE
                .request(moonPay.accessToken("cust-1"))
                .then()
                .statusCode(504)
                .time(lessThan(Duration.ofSeconds(10).toMillis()));
    }
}
