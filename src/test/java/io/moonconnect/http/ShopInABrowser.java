package io.moonconnect.http;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Pages of three origins may call: of a web shop, of a developer, of a wallet's extension. */
public class ShopInABrowser implements QuarkusTestProfile {

    static final String SHOP = "https://shop.example";
    static final String DEVELOPER = "http://localhost:3000";
    static final String EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("moonconnect.cors.origins", String.join(",", SHOP, DEVELOPER, EXTENSION));
    }
}
