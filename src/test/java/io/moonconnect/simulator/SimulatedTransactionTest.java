package io.moonconnect.simulator;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.testing.SimulatorExtension;
import io.restassured.path.json.JsonPath;

import static io.moonconnect.simulator.Client.APPLE_PAY;
import static io.moonconnect.simulator.Client.quoteBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

class SimulatedTransactionTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final Client client = new Client(SIMULATOR);

    @Test
    void aTransactionMovesOnWithTimeUntilItIsCompleted() {
        String token = SIMULATOR.control().accessToken("cust-7f31");
        String id = paid(token, "USD", APPLE_PAY);
        assertThat(read(token, id).getList("data.stages.status"))
                .asString()
                .isEqualTo("[success, in_progress, not_started]");
        SIMULATOR.control().advanceClock(Duration.ofSeconds(5));
        assertThat(read(token, id).getList("data.stages.status"))
                .asString()
                .isEqualTo("[success, success, in_progress]");
        SIMULATOR.control().advanceClock(Duration.ofSeconds(5));
        assertThat(read(token, id).getString("data.status")).isEqualTo("completed");
    }

    @Test
    void aDeclinedPaymentFailsInItsStage() {
        String token = SIMULATOR.control().accessToken("cust-declined");
        String id = paid(token, "USD", APPLE_PAY);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(6));
        JsonPath transaction = read(token, id);
        assertThat(transaction.getString("data.status")).isEqualTo("failed");
        assertThat(transaction.getString("data.stages[1].failureReason")).isEqualTo("payment_authorization_declined");
    }

    @Test
    void aBankTransferTellsWhereToPay() {
        String token = SIMULATOR.control().accessToken("cust-eea-sepa");
        String id = paid(token, "EUR", APPLE_PAY.replace("apple_pay", "sepa"));
        assertThat(read(token, id).getString("data.bankTransferDepositInfo.reference"))
                .startsWith("SIM-");
    }

    @Test
    void anExpiredQuoteCannotBePaid() {
        String token = SIMULATOR.control().accessToken("cust-7f31");
        SIMULATOR.control().quoteLife(Duration.ofSeconds(2));
        String signature = signature(token, "USD", APPLE_PAY);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(2));
        assertThatThrownBy(() -> SIMULATOR.control().createTransaction(token, signature))
                .hasMessageContaining("quoteExpired");
    }

    @Test
    void anEstimateCannotBePaid() {
        String token = SIMULATOR.control().accessToken("cust-7f31");
        String signature = signature(token, "USD", "");
        assertThatThrownBy(() -> SIMULATOR.control().createTransaction(token, signature))
                .hasMessageContaining("invalidQuote");
    }

    @Test
    void aTransactionOfAnotherCustomerIsNotThere() {
        String id = paid(SIMULATOR.control().accessToken("cust-7f31"), "USD", APPLE_PAY);
        client.customer("cust-ny").get("/transactions/" + id).then().statusCode(404);
    }

    @Test
    void aListIsReadPageByPage() {
        String token = SIMULATOR.control().accessToken("cust-history");
        JsonPath first = client.bearer(token)
                .queryParam("limit", 30)
                .get("/transactions")
                .jsonPath();
        assertThat(first.getList("data")).hasSize(30);
        assertThat(first.getList("data.stages")).containsOnlyNulls();
        client.bearer(token)
                .queryParam("limit", 30)
                .queryParam("cursor", first.getString("pageInfo.nextCursor"))
                .get("/transactions")
                .then()
                .body("data", hasSize(15))
                .body("pageInfo.nextCursor", org.hamcrest.Matchers.nullValue());
    }

    @Test
    void aListIsBoundedByDates() {
        LocalDate threeDaysAgo = LocalDate.now(ZoneOffset.UTC).minusDays(3);
        client.customer("cust-history")
                .queryParam("startDate", threeDaysAgo.toString())
                .queryParam("endDate", threeDaysAgo.plusDays(1).toString())
                .get("/transactions")
                .then()
                .body("data", hasSize(2));
    }

    @Test
    void kycIsApprovedSomeTimeAfterAllOfItIsGiven() {
        String token = SIMULATOR.control().accessToken("cust-kyc");
        String id = client.bearer(token).get("/customers/ext/cust-kyc").path("data[0].id");
        client.bearer(token)
                .body("""
                        {"residentialAddress": {"country": "USA", "street": "1 Sample Street", "locality": "Denver", "postalCode": "80202"},
                         "taxIdentifiers": [{"type": "ssn", "value": "000-00-0000"}]}""")
                .patch("/customers/" + id + "/kyc")
                .then()
                .body("data.kyc.status", is("verifying"))
                .body("data.kyc.challenge.url", notNullValue());
        SIMULATOR.control().advanceClock(Duration.ofSeconds(10));
        client.bearer(token).get("/customers/" + id).then().body("data.kyc.status", is("approved"));
    }

    @Test
    void oneExternalIdMayHaveTwoCustomers() {
        client.account().get("/customers/ext/cust-twice").then().body("data", hasSize(2));
        client.account().get("/customers/ext/cust-new").then().body("data", hasSize(0));
    }

    @Test
    void aConsentTokenIsConsumedByItsExport() {
        String consent = SIMULATOR.control().consentToken("cust-7f31");
        client.account()
                .header("Authorization", "Bearer " + consent)
                .post("/customers/export")
                .then()
                .statusCode(200);
        client.account()
                .header("Authorization", "Bearer " + consent)
                .post("/customers/export")
                .then()
                .statusCode(401);
    }

    @Test
    void aDeletedCardIsGone() {
        String card = "5d0a8c1e-2b7f-4f6a-9f55-6f1d9c0a7e11";
        client.customer("cust-7f31").delete("/payment-methods/" + card).then().statusCode(204);
        client.customer("cust-7f31").get("/payment-methods").then().body("data.paymentMethods.last4", contains("5181"));
        client.customer("cust-7f31").delete("/payment-methods/" + card).then().statusCode(404);
    }

    @Test
    void eitherHalfOfThePaymentMethodsCanBeLeftOut() {
        assertThat(client.customer("cust-7f31")
                        .queryParam("configs", false)
                        .get("/payment-methods")
                        .asString())
                .doesNotContain("paymentMethodConfigs");
        assertThat(client.customer("cust-7f31")
                        .queryParam("details", false)
                        .get("/payment-methods")
                        .asString())
                .doesNotContain("\"paymentMethods\"");
    }

    @Test
    void assetsAreFilteredBySourceAndCode() {
        client.account().queryParam("source", "defi").get("/assets").then().body("data.code", contains("MOONCAT"));
        client.account().queryParam("code", "usdc").get("/assets").then().body("data.code", contains("USDC"));
    }

    private String paid(String token, String fiat, String rest) {
        return SIMULATOR.control().createTransaction(token, signature(token, fiat, rest));
    }

    private String signature(String token, String fiat, String rest) {
        return client.bearer(token)
                .body(quoteBody(fiat, "75.00", "ETH", rest))
                .post("/quotes/buy")
                .then()
                .statusCode(200)
                .extract()
                .path("data.signature");
    }

    private JsonPath read(String token, String id) {
        return client.bearer(token)
                .get("/transactions/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
