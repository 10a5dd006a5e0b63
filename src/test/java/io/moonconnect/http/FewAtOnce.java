package io.moonconnect.http;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A limit of concurrent requests that a test can exceed. */
public class FewAtOnce implements QuarkusTestProfile {

    static final int MAX = 4;
    static final String SHOP = "https://shop.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.max-requests",
                String.valueOf(MAX),
                "moonpay.request-timeout",
                "20s",
                "moonpay.overall-timeout",
                "30s",
                "moonconnect.cors.origins",
                SHOP);
    }
}
