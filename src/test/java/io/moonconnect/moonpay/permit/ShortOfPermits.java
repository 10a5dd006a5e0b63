package io.moonconnect.moonpay.permit;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Five calls per second without a burst, so that few callers exceed the rate. */
public class ShortOfPermits implements QuarkusTestProfile {

    static final int RATE = 5;
    static final int MAX_WAITING = 16;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonpay.rate", String.valueOf(RATE),
                "moonpay.burst", "1",
                "moonpay.permit-wait", "1s",
                "moonpay.longest-pause", "4s",
                "moonpay.max-waiting-for-permit", String.valueOf(MAX_WAITING),
                "moonpay.request-timeout", "5s",
                "moonpay.quote-timeout", "5s",
                "moonconnect.compare.deadline", "5s");
    }
}
