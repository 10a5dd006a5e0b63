package io.moonconnect.simulator;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.SimulatorExtension;
import io.restassured.path.json.JsonPath;

import static io.moonconnect.simulator.Client.APPLE_PAY;
import static io.moonconnect.simulator.Client.quoteBody;
import static java.math.BigDecimal.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

class SimulatedQuoteTest {

    private static final String CARD =
            ", \"wallet\": {\"address\": \"0xA11CE00000000000000000000000000000000001\"}, \"paymentMethod\": {\"type\": \"card\"%s}";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final Client client = new Client(SIMULATOR);

    @Test
    void aQuoteWithoutWalletAndMethodIsAnEstimate() {
        client.quote("cust-7f31", quoteBody("usd", "75.00", "sol", ""))
                .then()
                .statusCode(200)
                .body("data.executable", is(false))
                .body("data.wallet", nullValue())
                .body("data.paymentMethod", nullValue())
                .body("data.source.amount", is("75.00"))
                .body("data.source.asset.code", is("USD"))
                .body("data.destination.asset.code", is("SOL"))
                .body("data.paymentDisclosures", empty());
    }

    @Test
    void aCardNeedsItsIdToBeExecutable() {
        String card = "5d0a8c1e-2b7f-4f6a-9f55-6f1d9c0a7e11";
        client.quote("cust-7f31", quoteBody("USD", "75", "ETH", CARD.formatted("")))
                .then()
                .body("data.executable", is(false));
        client.quote("cust-7f31", quoteBody("USD", "75", "ETH", CARD.formatted(", \"id\": \"" + card + "\"")))
                .then()
                .body("data.executable", is(true))
                .body("data.limits.daily.remaining.amount", notNullValue());
    }

    @Test
    void anAnonymousTokenGetsEstimatesOnly() {
        String token = SIMULATOR.control().anonymousToken();
        client.bearer(token)
                .body(quoteBody("USD", "75", "ETH", APPLE_PAY))
                .post("/quotes/buy")
                .then()
                .statusCode(200)
                .body("data.executable", is(false));
        client.bearer(token).get("/payment-methods").then().body("data.paymentMethods", empty());
    }

    @Test
    void sourceIsDestinationAtTheRatePlusAllFees() {
        JsonPath quote = quoted("cust-7f31", "USD", "75.00", "ETH", APPLE_PAY);
        BigDecimal fees = decimal(quote, "data.fees.network.amount")
                .add(decimal(quote, "data.fees.moonpay.amount"))
                .add(decimal(quote, "data.fees.ecosystem.amount"));
        BigDecimal paid = decimal(quote, "data.destination.amount")
                .multiply(decimal(quote, "data.exchangeRate"))
                .add(fees);
        assertThat(paid)
                .isCloseTo(new BigDecimal("75.00"), org.assertj.core.data.Offset.offset(new BigDecimal("0.01")));
        assertThat(quote.getString("data.destination.amount")).matches("0\\.[0-9]{18}");
    }

    @Test
    void aFixedDestinationIsPricedSoThatItsSourceBuysIt() {
        String body = """
                {"source": {"asset": {"code": "EUR"}}, "destination": {"asset": {"code": "BTC"}, "amount": "0.00131"}}""";
        JsonPath fixed =
                client.quote("cust-eea", body).then().statusCode(200).extract().jsonPath();
        assertThat(fixed.getString("data.destination.amount")).isEqualTo("0.00131");
        JsonPath again = quoted("cust-eea", "EUR", fixed.getString("data.source.amount"), "BTC", "");
        assertThat(decimal(again, "data.destination.amount"))
                .isBetween(new BigDecimal("0.00131"), new BigDecimal("0.0013103"));
    }

    @Test
    void paymentMethodsCostDifferently() {
        String googlePay = APPLE_PAY.replace("apple_pay", "google_pay");
        assertThat(decimal(quoted("cust-7f31", "USD", "500", "USDC", APPLE_PAY), "data.destination.amount"))
                .isGreaterThan(decimal(quoted("cust-7f31", "USD", "500", "USDC", googlePay), "data.destination.amount"))
                .isGreaterThan(decimal(quoted("cust-7f31", "USD", "500", "USDC", ""), "data.destination.amount"));
    }

    @ParameterizedTest
    @CsvSource({
        "cust-ny, BTC, us-transaction-finality",
        "cust-wa, MOONCAT, us-transaction-finality",
        "cust-7f31, MOONCAT, gateway-token",
        "cust-eea, BTC, eea-crypto-asset-risk",
        "cust-eea, USDT, eea-unregulated-stablecoin-risk"
    })
    void disclosuresFollowGeographyAndAsset(String customer, String coin, String disclosure) {
        client.quote(customer, quoteBody("EUR", "75", coin, ""))
                .then()
                .body("data.paymentDisclosures.id", contains(disclosure))
                .body("data.paymentDisclosures.version", contains("1"));
    }

    @Test
    void aBankTransferIsExecutableWithoutAPaymentId() {
        String sepa = APPLE_PAY.replace("apple_pay", "sepa");
        client.quote("cust-eea-sepa", quoteBody("EUR", "75", "ETH", sepa))
                .then()
                .body("data.executable", is(true));
        client.quote("cust-eea-sepa", quoteBody("EUR", "75", "MOONCAT", sepa))
                .then()
                .statusCode(400);
    }

    @Test
    void theEcosystemFeeMayComeByItsOldNameToo() {
        JsonPath quote = quoted("cust-old", "USD", "75", "ETH", "");
        assertThat(quote.getMap("data.fees.partner")).isEqualTo(quote.getMap("data.fees.ecosystem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s, \"externalCustomerId\": \"cust-1\"}",
                "{%s, \"wallet\": {\"address\": \"0xA11CE00000000000000000000000000000000001\", \"memo\": \"7\"}}",
                "{%s, \"paymentMethod\": {\"type\": \"apple_pay\", \"brand\": \"visa\"}}",
            })
    void anUnknownMemberIsRefusedUnlessSettingsSayOtherwise(String body) {
        String purchase = """
                "source": {"asset": {"code": "USD"}, "amount": "75"}, "destination": {"asset": {"code": "ETH"}}""";
        client.quote("cust-7f31", body.formatted(purchase))
                .then()
                .statusCode(400)
                .body("message", endsWith("is not a member"));
        SIMULATOR.control().closedBodies(false);
        client.quote("cust-7f31", body.formatted(purchase)).then().statusCode(200);
    }

    @Test
    void aGatewayAssetNeverGoesWithGuestCheckout() {
        String token = guestToken();
        client.bearer(token)
                .body(quoteBody("USD", "75", "ETH", APPLE_PAY))
                .post("/quotes/buy")
                .then()
                .body("data.executable", is(true));
        client.bearer(token)
                .body(quoteBody("USD", "75", "MOONCAT", APPLE_PAY))
                .post("/quotes/buy")
                .then()
                .body("data.executable", is(false));
    }

    private String guestToken() {
        String session = client.account().body("""
                        {"deviceIp": "198.51.100.24", "externalCustomerId": "cust-new-guest", "email": "grace@example.org",
                         "phoneNumber": "+14155550187", "termsAcceptedAt": "2026-11-20T09:15:02Z"}""").post("/sessions").path("sessionToken");
        return SIMULATOR.control().spend(session).accessToken();
    }

    @Test
    void someCustomersGetDisclosuresThatNobodyKnows() {
        client.quote("cust-reworded", quoteBody("EUR", "75", "BTC", ""))
                .then()
                .body("data.paymentDisclosures.version", contains("999"));
        client.quote("cust-unheard", quoteBody("EUR", "75", "BTC", ""))
                .then()
                .body("data.paymentDisclosures.id", contains("eea-crypto-asset-risk", "eea-volcanic-activity"));
        assertThat(client.quote("cust-old", quoteBody("USD", "75", "BTC", "")).asString())
                .doesNotContain("paymentDisclosures");
    }

    @Test
    void aDefiTokenIsNamedByCaip19AndATagIsKept() {
        String body = """
                {"source": {"asset": {"code": "USD"}, "amount": "75"}, "destination": {"asset": {"caip19": "eip155:1/erc20:0xA11CE00000000000000000000000000000000002"}},
                 "wallet": {"address": "0xA11CE00000000000000000000000000000000001", "tag": "3398817702"}}""";
        client.quote("cust-7f31", body)
                .then()
                .body("data.destination.asset.code", is("MOONCAT"))
                .body("data.wallet.tag", is("3398817702"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"source\": \"USD\", \"destination\": \"ETH\", \"sourceAmount\": \"75\"}",
                "{\"source\": {\"asset\": {\"code\": \"USD\"}}, \"destination\": {\"asset\": {\"code\": \"ETH\"}}}",
                "{\"source\": {\"asset\": {\"code\": \"USD\"}, \"amount\": 75}, \"destination\": {\"asset\": {\"code\": \"ETH\"}}}",
                "{\"source\": {\"asset\": {\"code\": \"USD\"}, \"amount\": \"75\"}, \"destination\": {\"asset\": {\"code\": \"ETH\"}, \"amount\": \"1\"}}",
                "{\"source\": {\"asset\": {\"code\": \"XXX\"}, \"amount\": \"75\"}, \"destination\": {\"asset\": {\"code\": \"ETH\"}}}"
            })
    void aQuoteThatMoonPayWouldNotUnderstandIsRefused(String body) {
        client.quote("cust-7f31", body).then().statusCode(400).body("type", is("Invalid request"));
    }

    @Test
    void anAmountTooSmallOrTooLargeIsRefused() {
        client.quote("cust-7f31", quoteBody("USD", "19.99", "ETH", "")).then().statusCode(400);
        client.quote("cust-7f31", quoteBody("USD", "10000.01", "ETH", ""))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "USD, 20, 10000",
        "EUR, 20, 10000",
        "GBP, 20, 8000",
        "CHF, 20, 9000",
        "JPY, 3000, 1500000",
    })
    void limitsArePerCurrency(String fiat, String least, String most) {
        for (String amount : List.of(least, most)) {
            client.quote("cust-7f31", quoteBody(fiat, amount, "ETH", "")).then().statusCode(200);
        }
        for (BigDecimal amount : List.of(new BigDecimal(least).subtract(ONE), new BigDecimal(most).add(ONE))) {
            client.quote("cust-7f31", quoteBody(fiat, amount.toPlainString(), "ETH", ""))
                    .then()
                    .statusCode(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ETH, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 200",
        "ETH, 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed, 200",
        "ETH, 0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 400",
        "USDC, 0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 400",
        "ETH, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe, 400",
        "ETH, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, 400",
        "BTC, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, 200",
        "BTC, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5, 400",
        "BTC, bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0, 200",
        "BTC, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8F3T4, 400",
        "BTC, tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx, 200",
        "BTC, 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2, 200",
        "BTC, 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3, 400",
        "BTC, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 400",
        "SOL, 9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM, 200",
        "USDC_SOL, 9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYt, 400",
        "SOL, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 400",
        "XRP, rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh, 200",
        "XRP, rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi, 400",
        "XLM, GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7, 200",
        "XLM, GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN8, 400",
    })
    void aWalletMustBeAnAddressOfTheAssetsNetwork(String coin, String address, int status) {
        String wallet = ", \"wallet\": {\"address\": \"" + address + "\"}";

        client.quote("cust-7f31", quoteBody("USD", "75", coin, wallet)).then().statusCode(status);
    }

    @Test
    void aMethodThatCannotPayThisIsRefused() {
        String googlePay = APPLE_PAY.replace("apple_pay", "google_pay");
        client.quote("cust-eea", quoteBody("EUR", "75", "ETH", googlePay))
                .then()
                .statusCode(400);
        String expired = CARD.formatted(", \"id\": \"0c6cfb0e-6b52-4f4b-8f0c-0f6e7d0f2a90\"");
        client.quote("cust-7f31", quoteBody("USD", "75", "ETH", expired)).then().statusCode(400);
    }

    @Test
    void anExpiredTokenIsRefused() {
        client.quote("cust-expired-token", quoteBody("USD", "75", "ETH", ""))
                .then()
                .statusCode(401);
    }

    private JsonPath quoted(String customer, String fiat, String amount, String coin, String rest) {
        return client.quote(customer, quoteBody(fiat, amount, coin, rest))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static BigDecimal decimal(JsonPath json, String path) {
        return new BigDecimal(json.getString(path));
    }
}
