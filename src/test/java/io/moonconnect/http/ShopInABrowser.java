package io.moonconnect.http;

import java.util.Map;
import java.util.Set;

import io.moonconnect.testing.HandTicker;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Pages of three origins may call: of a web shop, of a developer, of a wallet's extension; and one that the build serves
 * itself. A ticker stands still.
 */
public class ShopInABrowser implements QuarkusTestProfile {

    static final String SHOP = "https://shop.example";
    static final String DEVELOPER = "http://localhost:3000";
    static final String OWN = "http://localhost:8091";
    static final String EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.cors.origins",
                String.join(",", SHOP, DEVELOPER, EXTENSION),
                "moonconnect.cors.own-origins",
                OWN);
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(HandTicker.class);
    }
}
