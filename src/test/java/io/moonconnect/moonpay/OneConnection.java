package io.moonconnect.moonpay;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Permits for four calls at once, but one connection for them, so that three permits lapse. */
public class OneConnection implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonpay.rate", "2",
                "moonpay.burst", "4",
                "moonpay.permit-wait", "100ms",
                "moonpay.max-connections", "1",
                "moonpay.quote-timeout", "10s",
                "moonpay.overall-timeout", "20s",
                "moonconnect.compare.deadline", "20s");
    }
}
