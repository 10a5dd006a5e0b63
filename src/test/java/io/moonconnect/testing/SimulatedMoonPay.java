package io.moonconnect.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Brings the simulator of the service under test back to its beginnings before each test, and hands it over. */
public final class SimulatedMoonPay implements BeforeEachCallback, ParameterResolver {

    @Override
    public void beforeEach(ExtensionContext context) {
        SimulatorControl control = SimulatorControl.ofTheServiceUnderTest();
        control.reset();
        control.rate(0);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SimulatorControl.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return SimulatorControl.ofTheServiceUnderTest();
    }
}
