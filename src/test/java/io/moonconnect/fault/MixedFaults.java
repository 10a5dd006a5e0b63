package io.moonconnect.fault;

import java.time.Duration;
import java.util.List;

import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;

/** Many kinds of faults at once, each hitting a random share of the calls. */
final class MixedFaults {

    private static final String ALL = "*";

    private MixedFaults() {}

    /** @param share of the calls that each kind hits; slow kinds hit a fifth of it */
    static void strike(SimulatorControl moonPay, double share) {
        List.of(
                        SimulatorFault.drop(ALL),
                        SimulatorFault.abort(ALL),
                        SimulatorFault.reset(ALL),
                        SimulatorFault.truncate(ALL),
                        SimulatorFault.malformed(ALL),
                        SimulatorFault.redirect(ALL, 307),
                        SimulatorFault.status(ALL, 500),
                        SimulatorFault.status(ALL, 503))
                .forEach(fault -> moonPay.add(fault.share(share)));
        List.of(
                        SimulatorFault.hang(ALL),
                        SimulatorFault.oversize(ALL, 2 << 20),
                        SimulatorFault.drip(ALL, Duration.ofMillis(100)),
                        SimulatorFault.delay(ALL, Duration.ofMillis(100)))
                .forEach(fault -> moonPay.add(fault.share(share / 5)));
    }
}
