package io.moonconnect.connection;

import java.nio.charset.StandardCharsets;

import io.restassured.response.ValidatableResponse;

import static io.restassured.RestAssured.given;

/** Asks the running service what a connection requires. */
final class Asked {

    static final String PATH = "/v1/connections/requirements";

    private Asked() {}

    static ValidatableResponse with(String body) {
        return with(body.getBytes(StandardCharsets.UTF_8));
    }

    static ValidatableResponse with(byte[] body) {
        return given().contentType("application/json").body(body).post(PATH).then();
    }

    /** An active connection with these capabilities. */
    static ValidatableResponse withCapabilities(String capabilities) {
        return with("{\"status\":\"active\",\"capabilities\":" + capabilities + "}");
    }

    /** An active connection whose {@code paymentDisclosures} capability is this. */
    static ValidatableResponse withGeography(String geography) {
        return withCapabilities(capabilities(geography));
    }

    /** The same, and a quote whose own list is this. */
    static ValidatableResponse withGeographyAndQuote(String geography, String quoted) {
        return with("{\"status\":\"active\",\"capabilities\":" + capabilities(geography) + ",\"paymentDisclosures\":"
                + quoted + "}");
    }

    static String capabilities(String geography) {
        return "{\"ramps\":{\"requirements\":{\"paymentDisclosures\":" + geography + "}}}";
    }
}
