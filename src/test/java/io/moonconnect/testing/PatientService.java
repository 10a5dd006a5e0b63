package io.moonconnect.testing;

import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A service that waits long for MoonPay, so that calls stay in flight, and that forgets by the test's own clock. */
public class PatientService implements QuarkusTestProfile {

    /** Bytes for remembered payment methods: some customers' worth. */
    public static final int MEMORY = 100 * 1024;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonpay.request-timeout",
                "20s",
                "moonpay.overall-timeout",
                "20s",
                "moonpay.payment-methods-memory",
                String.valueOf(MEMORY));
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(HandTicker.class);
    }
}
