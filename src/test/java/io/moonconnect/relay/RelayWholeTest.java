package io.moonconnect.relay;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.post;
import static io.moonconnect.testing.Api.unheld;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects are relayed byte for byte at every depth: unknown fields, numbers as written, duplicate keys, unknown values,
 * escapes, characters beyond the basic plane, white space.
 */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@OnJdk25
class RelayWholeTest {

    /** Fields outside the model, in forms that a JSON tree would change. */
    private static final String STRANGE = """
            "x":1.10,"big":123456789012345678901234567890,"huge":1e400,"small":-0.0E-00,"twice":1,"twice":[2,{}],\
            "escaped":"\\u00e9\\/\\ud83d\\ude80\\n","astral":"🚀é",  "spaced" : [ 1 , 2 ],"nothing":null""";

    private static final String MONEY =
            "{\"amount\":\"120.00\",\"asset\":{\"code\":\"USD\"," + STRANGE + "}," + STRANGE + "}";

    private static final String QUOTE = "{\"source\":" + MONEY + ",\"destination\":" + MONEY
            + ",\"fees\":{\"moonpay\":" + MONEY + ",\"swap\":" + MONEY + "},\"wallet\":{" + STRANGE + "}"
            + ",\"paymentMethod\":{\"type\":\"carrier_pigeon\"," + STRANGE + "}"
            + ",\"limits\":{\"daily\":{" + STRANGE + "}},\"expiresAt\":\"2099-01-01T00:00:00.000Z\",\"executable\":true"
            + ",\"exchangeRate\":1.10,\"paymentDisclosures\":[{\"id\":\"gateway-token\",\"version\":\"1\"," + STRANGE
            + "}],\"signature\":\"c2ln\"," + STRANGE + "}";

    private static final String CONFIG = "{\"type\":\"apple_pay\",\"capabilities\":{\"supportedCurrencies\":[\"USD\"],"
            + "\"supportedTransactionTypes\":[\"buy\",\"barter\"],\"requiresWidget\":false," + STRANGE
            + "},\"availability\":{\"active\":true," + STRANGE + "}," + STRANGE + "}";

    private static final String STORED = "{\"id\":\"card-1\",\"type\":\"card\",\"brand\":\"unheard_of\","
            + "\"availability\":{\"active\":false,\"reasons\":[\"card_melted\"]," + STRANGE + "}," + STRANGE + "}";

    private static final String TRANSACTION = "{\"id\":\"tx-1\",\"status\":\"teleporting\",\"source\":" + MONEY
            + ",\"stages\":[{\"kind\":\"unheard_of\"," + STRANGE + "}]," + STRANGE + "}";

    private static final String CUSTOMER =
            "{\"id\":\"c-1\",\"kyc\":{\"status\":\"unheard_of\"," + STRANGE + "}," + STRANGE + "}";

    private static final String PAGE_INFO = "{\"nextCursor\":null," + STRANGE + "}";

    private static final String PURCHASE = """
            {"source":{"asset":{"code":"USD"},"amount":"120.00"},"destination":{"asset":{"code":"ETH"}}}""";

    @Test
    void a_quote(SimulatorControl moonPay) {
        moonPay.literal("getBuyQuote", 200, "{\"data\":" + QUOTE + ",\"meta\":{" + STRANGE + "}}");
        assertHolds(unheld(moonPay.accessToken("cust-relay")).body(PURCHASE).post("/v1/quotes"), "\"quote\":" + QUOTE);
    }

    /** Larger than any buffer used for writing JSON. */
    @Test
    void a_quote_of_a_hundred_kilobytes(SimulatorControl moonPay) {
        String large = QUOTE.replace("c2ln", "é".repeat(50_000));
        moonPay.literal("getBuyQuote", 200, "{\"data\":" + large + "}");
        assertHolds(unheld(moonPay.accessToken("cust-relay")).body(PURCHASE).post("/v1/quotes"), "\"quote\":" + large);
    }

    @Test
    void a_number_of_ten_thousand_digits(SimulatorControl moonPay) {
        String large = QUOTE.replace("\"c2ln\"", "7".repeat(10_000));
        moonPay.literal("getBuyQuote", 200, "{\"data\":" + large + "}");
        assertHolds(unheld(moonPay.accessToken("cust-relay")).body(PURCHASE).post("/v1/quotes"), "\"quote\":" + large);
    }

    @Test
    void every_quote_of_a_comparison(SimulatorControl moonPay) {
        moonPay.literal("getBuyQuote", 200, "{\"data\":" + QUOTE + "}");
        Response answer =
                unheld(moonPay.accessToken("cust-relay")).body(PURCHASE).post("/v1/quotes/compare");
        assertThat(text(answer).split(Pattern.quote(QUOTE), -1)).hasSize(4);
    }

    @Test
    void payment_methods(SimulatorControl moonPay) {
        moonPay.literal(
                "listPaymentMethods",
                200,
                "{\"data\":{\"paymentMethodConfigs\":[" + CONFIG + "],\"paymentMethods\":[ " + STORED + " ]," + STRANGE
                        + "}}");
        Response answer = unheld(moonPay.accessToken("cust-relay")).get("/v1/payment-methods");
        assertHolds(answer, "\"method\":" + CONFIG);
        assertHolds(answer, "\"method\":" + STORED);
    }

    @Test
    void a_transaction(SimulatorControl moonPay) {
        moonPay.literal("getTransaction", 200, "{ \"data\" : " + TRANSACTION + " }");
        Response answer = unheld(moonPay.accessToken("cust-relay")).get("/v1/transactions/tx-1");
        assertThat(text(answer)).isEqualTo(TRANSACTION);
    }

    @Test
    void a_page_of_transactions(SimulatorControl moonPay) {
        moonPay.literal("listTransactions", 200, "{\"data\":[" + TRANSACTION + ", 7],\"pageInfo\":" + PAGE_INFO + "}");
        Response answer = unheld(moonPay.accessToken("cust-relay")).get("/v1/transactions");
        assertThat(text(answer))
                .isEqualTo("{\"transactions\":[" + TRANSACTION + ", 7],\"pageInfo\":" + PAGE_INFO + "}");
    }

    @Test
    void customers(SimulatorControl moonPay) {
        moonPay.literal("getCustomersByExternalId", 200, "{\"data\":[" + CUSTOMER + "]}");
        Response answer = given().get("/v1/customers/me?externalCustomerId=cust-relay");
        assertThat(text(answer)).isEqualTo("{\"customers\":[" + CUSTOMER + "]}");
    }

    @Test
    void a_customer_whose_data_were_submitted(SimulatorControl moonPay) {
        moonPay.literal("submitCustomerKyc", 200, "{\"data\": " + CUSTOMER + "}");
        Response answer = given().contentType("application/json")
                .body("{}")
                .patch("/v1/customers/me/kyc?externalCustomerId=cust-relay");
        assertThat(text(answer)).isEqualTo(CUSTOMER);
    }

    @Test
    void a_customer_whose_files_were_confirmed(SimulatorControl moonPay) {
        moonPay.literal("submitCustomerFiles", 200, "{\"data\": " + CUSTOMER + "}");
        Response answer = given().contentType("application/json")
                .body("{}")
                .post("/v1/customers/me/files?externalCustomerId=cust-relay");
        assertThat(text(answer)).isEqualTo(CUSTOMER);
    }

    @Test
    void an_upload_url(SimulatorControl moonPay) {
        String upload = "{\"uploadId\":\"u\",\"url\":\"https://a.example/u\"," + STRANGE + "}";
        moonPay.literal("createCustomerFileUploadUrl", 200, "{\"data\": " + upload + "}");
        Response answer = given().contentType("application/json")
                .body("{}")
                .post("/v1/customers/me/files/upload-url?externalCustomerId=cust-relay");
        assertHolds(answer, "\"upload\":" + upload);
    }

    @Test
    void an_export(SimulatorControl moonPay) {
        moonPay.literal("exportCustomer", 200, "{\"data\": {\"files\":[{" + STRANGE + "}]," + STRANGE + "}}");
        Response answer = given().header("MoonPay-Consent-Token", "x").post("/v1/customers/export");
        assertThat(text(answer)).isEqualTo("{\"files\":[{" + STRANGE + "}]," + STRANGE + "}");
    }

    @Test
    void assets(SimulatorControl moonPay) {
        moonPay.literal("listAssets", 200, "{\"data\":[{" + STRANGE + "}],\"pageInfo\":" + PAGE_INFO + "}");
        Response answer = given().get("/v1/assets?code=RELAY");
        assertThat(text(answer)).isEqualTo("{\"assets\":[{" + STRANGE + "}],\"pageInfo\":" + PAGE_INFO + "}");
    }

    @Test
    void capabilities_and_the_location_in_them() {
        String location = "{\"country\":\"USA\",\"administrativeArea\":\"NY\"," + STRANGE + "}";
        String capabilities = "{\"ramps\":{\"requirements\":{\"paymentDisclosures\":" + location + "," + STRANGE + "}},"
                + STRANGE + "}";
        Response answer =
                post("/v1/connections/requirements", "{\"status\":\"active\",\"capabilities\":" + capabilities + "}");
        assertHolds(answer, "\"capabilities\":" + capabilities);
        assertHolds(answer, "\"location\":" + location);
    }

    private static void assertHolds(Response answer, String bytes) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(text(answer)).contains(bytes);
    }

    private static String text(Response answer) {
        return new String(answer.asByteArray(), StandardCharsets.UTF_8);
    }
}
