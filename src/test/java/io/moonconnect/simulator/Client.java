package io.moonconnect.simulator;

import io.moonconnect.testing.SimulatorExtension;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** A client of the simulated MoonPay, as a test writes its calls. */
record Client(SimulatorExtension simulator) {

    static final String KEY = "sk_test_simulated";

    RequestSpecification anyone() {
        return given().baseUri(simulator.base().toString())
                .basePath("/platform/v1")
                .redirects()
                .follow(false);
    }

    RequestSpecification account() {
        return anyone().header("X-Api-Key", KEY).contentType(ContentType.JSON);
    }

    RequestSpecification customer(String externalCustomerId) {
        return bearer(simulator.control().accessToken(externalCustomerId));
    }

    RequestSpecification bearer(String token) {
        return anyone().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    Response quote(String externalCustomerId, String body) {
        return customer(externalCustomerId).body(body).post("/quotes/buy");
    }

    static String quoteBody(String fiat, String amount, String coin, String rest) {
        return """
                {"source": {"asset": {"code": "%s"}, "amount": "%s"}, "destination": {"asset": {"code": "%s"}}%s}""".formatted(fiat, amount, coin, rest);
    }

    /** A wallet of Solana's network, for the same method. */
    static final String APPLE_PAY_SOL = """
            , "wallet": {"address": "9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM"}, "paymentMethod": {"type": "apple_pay"}""";

    static final String APPLE_PAY = """
            , "wallet": {"address": "0xA11CE00000000000000000000000000000000001"}, "paymentMethod": {"type": "apple_pay"}""";
}
