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
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

class SimulatedTransactionTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private static final String SEPA = APPLE_PAY.replace("apple_pay", "sepa");

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
    void aBankTransferTellsWhereToPayAfterItsStartAndIsDelivered() {
        String token = SIMULATOR.control().accessToken("cust-eea-sepa");
        String id = paid(token, "EUR", SEPA);
        JsonPath first = read(token, id);
        assertThat(first.getString("data.status")).isEqualTo("pending");
        assertThat(first.getMap("data")).doesNotContainKey("bankTransferDepositInfo");
        SIMULATOR.control().advanceClock(Duration.ofSeconds(2));
        JsonPath waiting = read(token, id);
        assertThat(waiting.getString("data.status")).isEqualTo("pending");
        assertThat(waiting.getString("data.updatedAt")).isNotEqualTo(first.getString("data.updatedAt"));
        assertThat(waiting.getString("data.bankTransferDepositInfo.reference")).startsWith("SIM-");
        assertThat(waiting.getString("data.bankTransferDepositInfo.iban")).matches("(\\S{4} )+\\S{1,4}");
        assertThat(waiting.getList("data.stages.kind"))
                .asString()
                .isEqualTo("[ordering, waiting_payment, verification, processing, delivery]");
        SIMULATOR.control().advanceClock(Duration.ofSeconds(20));
        assertThat(read(token, id).getString("data.status")).isEqualTo("completed");
    }

    @Test
    void aBankTransferThatNeverArrivesTimesOutAndLaterStagesNeverBegin() {
        String token = SIMULATOR.control().accessToken("cust-eea-sepa-timeout");
        String id = paid(token, "EUR", SEPA);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(6));
        JsonPath transaction = read(token, id);
        assertThat(transaction.getString("data.status")).isEqualTo("failed");
        assertThat(transaction.getString("data.stages[1].failureReason")).isEqualTo("timeout_bank_transfer");
        assertThat(transaction.getList("data.stages.status"))
                .asString()
                .isEqualTo("[success, failed, not_started, not_started, not_started]");
    }

    @Test
    void aBankTransferThatRequiresTheWidgetCannotBePaidWithoutIt() {
        String token = SIMULATOR.control().accessToken("cust-eea");
        String signature = signature(token, "EUR", SEPA);
        assertThatThrownBy(() -> SIMULATOR.control().createTransaction(token, signature))
                .hasMessageContaining("invalidQuote");
    }

    @Test
    void aStageMayHaveNoName() {
        String token = SIMULATOR.control().accessToken("cust-eea-sepa");
        JsonPath transaction = read(token, paid(token, "EUR", SEPA));
        assertThat(transaction.getMap("data.stages[2]")).containsKey("name");
        assertThat(transaction.getMap("data.stages[3]"))
                .containsEntry("kind", "processing")
                .doesNotContainKey("name")
                .containsEntry("failureReason", null);
    }

    @Test
    void aLateDeliveryIsToldTwoSecondsAfterTheCompletion() {
        String token = SIMULATOR.control().accessToken("cust-late");
        String id = paid(token, "USD", APPLE_PAY);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(10));
        JsonPath completed = read(token, id);
        assertThat(completed.getString("data.status")).isEqualTo("completed");
        assertThat(completed.getString("data.stages[2].status")).isEqualTo("in_progress");
        assertThat(completed.getMap("data")).containsEntry("cryptoTransactionId", null);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(2));
        JsonPath delivered = read(token, id);
        assertThat(delivered.getString("data.stages[2].status")).isEqualTo("success");
        assertThat(delivered.getString("data.cryptoTransactionId")).isNotEmpty();
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
                        {"residentialAddress": {"country": "USA", "street": "1 Sample Street", "locality": "Denver", "administrativeArea": "CO", "postalCode": "80202"},
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
        client.account().queryParam("source", "cefi").get("/assets").then().body("data.source", everyItem(is("cefi")));
        client.account().queryParam("source", "exchange").get("/assets").then().statusCode(400);
        client.account().queryParam("code", "usdc").get("/assets").then().body("data.code", contains("USDC"));
    }

    @Test
    void aPageHasAtMost50ItemsAndAsMuchByDefault() {
        client.account().queryParam("limit", 51).get("/assets").then().statusCode(400);
        client.account().queryParam("limit", 0).get("/assets").then().statusCode(400);
        client.account()
                .queryParam("limit", 50)
                .get("/assets")
                .then()
                .statusCode(200)
                .body("pageInfo", hasKey("nextCursor"));
        client.customer("cust-history").get("/transactions").then().body("data", hasSize(45));
        client.customer("cust-history")
                .queryParam("limit", 100)
                .get("/transactions")
                .then()
                .statusCode(200);
    }

    @Test
    void theCardsHaveEveryBrand() {
        client.customer("cust-many-cards")
                .get("/payment-methods")
                .then()
                .body("data.paymentMethods.brand", hasItems("visa", "mastercard", "maestro", "american_express"));
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
