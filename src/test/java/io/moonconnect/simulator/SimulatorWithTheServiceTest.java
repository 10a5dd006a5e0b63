package io.moonconnect.simulator;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(SimulatorPort.class)
class SimulatorWithTheServiceTest {

    @Test
    void theSimulatorStartsWithTheService() {
        SimulatorControl control = SimulatorControl.ofTheServiceUnderTest();
        control.reset();
        assertThat(control.connection("cust-ny").path("status").textValue()).isEqualTo("active");
    }
}
