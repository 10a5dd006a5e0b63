package io.moonconnect.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Alert;
import org.openqa.selenium.NoAlertPresentException;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.browser.Browser;
import io.moonconnect.browser.FrameApp;
import io.moonconnect.browser.InChromium;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorControl.Credentials;
import io.moonconnect.testing.SimulatorExtension;
import io.restassured.path.json.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

/** The frames that take a payment, embedded by an app of another site in Chromium. */
@ExtendWith(InChromium.class)
@Lengthy
class PaymentFramesTest {

    @RegisterExtension
    static final SimulatorExtension MOONPAY = new SimulatorExtension();

    private final Client client = new Client(MOONPAY);
    private final Browser browser;
    private FrameApp app;

    PaymentFramesTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void openTheApp() {
        app = new FrameApp(browser, MOONPAY.base());
    }

    @AfterEach
    void closeTheApp() {
        app.close();
    }

    @Test
    void the_hidden_frame_pays_as_soon_as_it_is_open() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");

        buy(customer, quote(customer));

        String id = app.await("complete").path("transaction").path("id").textValue();
        assertThat(app.kinds()).containsExactly("handshake", "ready", "complete");
        client.bearer(customer.accessToken())
                .get("/transactions/" + id)
                .then()
                .statusCode(200)
                .body("data.status", equalTo("pending"));
    }

    @Test
    void an_expired_quote_is_reported_and_the_next_one_is_paid() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        String old = quote(customer);
        MOONPAY.control().advanceClock(Duration.ofMinutes(1));

        buy(customer, old);
        assertThat(app.await("error").path("code").textValue()).isEqualTo("quoteExpired");
        app.send("setQuote", "{\"quote\":{\"signature\":\"" + quote(customer) + "\"}}");

        assertThat(app.await("complete").path("transaction").path("status").textValue())
                .isEqualTo("pending");
    }

    @Test
    void another_customers_quote_is_invalid() {
        String signature = quote(MOONPAY.control().credentials("cust-ny"));

        buy(MOONPAY.control().credentials("cust-7f31"), signature);

        assertThat(app.await("error").path("code").textValue()).isEqualTo("invalidQuote");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buy",
                "buy-button",
                "apple-pay",
                "google-pay",
                "add-card",
                "widget",
                "challenge",
                "customer-export"
            })
    void a_frame_without_a_client_token_is_not_configured(String frame) {
        app.embed(frame, Map.of("signature", "any"));

        assertThat(app.await("error").path("code").textValue()).isEqualTo("configurationError");
    }

    @Test
    void a_client_token_that_is_none_is_not_configured() {
        app.embed("buy", Map.of("clientToken", "none", "signature", "any"));

        assertThat(app.await("error").path("code").textValue()).isEqualTo("configurationError");
    }

    @Test
    void a_declined_payment_has_a_reason_and_no_id() {
        MOONPAY.control().frames("{\"payment\":\"DECLINE\"}");
        Credentials customer = MOONPAY.control().credentials("cust-7f31");

        buy(customer, quote(customer));

        assertDeclined(app.await("complete"));
    }

    @Test
    void apple_pay_is_confirmed_in_a_sheet() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        applePay(customer, quote(customer));

        tap(Alert::accept);

        assertThat(app.await("complete").path("transaction").path("id").textValue())
                .isNotEmpty();
    }

    @Test
    void apple_pay_that_is_cancelled_is_declined() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        applePay(customer, quote(customer));

        tap(Alert::dismiss);

        assertDeclined(app.await("complete"));
    }

    @Test
    void apple_pay_takes_the_newest_quote() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        applePay(customer, quote(customer));
        MOONPAY.control().advanceClock(Duration.ofMinutes(1));
        tap(Alert::accept);
        assertThat(app.await("error").path("code").textValue()).isEqualTo("quoteExpired");

        app.send("setQuote", "{\"quote\":{\"signature\":\"" + quote(customer) + "\"}}");
        tap(Alert::accept);

        assertThat(app.await("complete").path("transaction").path("status").textValue())
                .isEqualTo("pending");
    }

    @Test
    void apple_pay_sees_that_the_browser_is_somewhere_else_where_that_is_switched_on() {
        client.account()
                .body("{\"externalCustomerId\": \"cust-7f31\", \"deviceIp\": \"81.2.69.160\"}")
                .post("/sessions");
        MOONPAY.control().frames("{\"checkAddress\":true}");
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        applePay(customer, quote(customer));

        tap(Alert::accept);

        assertThat(app.await("error").path("code").textValue()).isEqualTo("ipAddressMismatch");
    }

    @Test
    void google_pay_reports_the_tap_and_the_payment() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        googlePay(customer);
        app.await("ready");

        tap(Alert::accept);

        assertThat(app.await("complete").path("transaction").path("id").textValue())
                .isNotEmpty();
        assertThat(app.kinds()).containsExactly("handshake", "ready", "buttonPressed", "complete");
    }

    @Test
    void google_pay_whose_sheet_is_closed_is_cancelled_and_can_be_opened_again() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        googlePay(customer);
        app.await("ready");

        tap(Alert::dismiss);
        app.await("cancelled");
        tap(Alert::accept);

        app.await("complete");
        assertThat(app.kinds())
                .containsExactly("handshake", "ready", "buttonPressed", "cancelled", "buttonPressed", "complete");
    }

    @Test
    void google_pay_can_need_a_challenge() {
        MOONPAY.control().frames("{\"payment\":\"CHALLENGE\"}");
        googlePay(MOONPAY.control().credentials("cust-7f31"));
        app.await("ready");

        tap(Alert::accept);

        assertThat(app.await("challenge").path("kind").textValue()).isEqualTo("frame");
    }

    @Test
    void a_device_without_google_pay_does_not_support_it() {
        googlePay(MOONPAY.control().credentials("cust-no-google-pay"));

        assertThat(app.await("unsupported").path("message").textValue()).isNotEmpty();
        assertThat(app.kinds()).containsExactly("handshake", "unsupported");
    }

    @Test
    void google_pay_that_cannot_be_loaded_is_an_error() {
        MOONPAY.control().frames("{\"googlePay\":\"UNAVAILABLE\"}");
        googlePay(MOONPAY.control().credentials("cust-7f31"));

        assertThat(app.await("error").path("code").textValue()).isEqualTo("googlePayUnavailable");
        assertThat(app.kinds()).containsExactly("handshake", "error");
    }

    @Test
    void the_buy_button_reports_what_the_buy_frame_does() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        app.embed("buy-button", Map.of("clientToken", customer.clientToken(), "signature", quote(customer)));
        app.await("ready");

        tap(Alert::dismiss);
        tap(Alert::accept);

        app.await("complete");
        assertThat(app.kinds()).containsExactly("handshake", "ready", "complete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-export", "export/consent"})
    void a_customer_consents_to_an_export_at_a_path_that_can_be_set(String path) {
        MOONPAY.control().frames("{\"exportPath\":\"" + path + "\"}");
        app.embed(
                path,
                Map.of("clientToken", MOONPAY.control().credentials("cust-ny").clientToken()));
        app.await("ready");
        browser.inFrame(FrameApp.FRAME, () -> browser.click("#agree:enabled"));

        JsonNode consent = app.await("complete");

        assertThat(Instant.parse(consent.path("tokenExpiresAt").textValue())).isAfter(Instant.now());
        client.account()
                .header("Authorization", "Bearer " + consent.path("token").textValue())
                .post("/customers/export")
                .then()
                .statusCode(200);
    }

    @Test
    void a_customer_who_refuses_an_export_gives_no_token() {
        app.embed(
                "customer-export",
                Map.of("clientToken", MOONPAY.control().credentials("cust-ny").clientToken()));
        app.await("ready");
        browser.inFrame(FrameApp.FRAME, () -> browser.click("#refuse:enabled"));

        assertThat(app.await("error").path("code").textValue()).isEqualTo("generic");
        assertThat(app.kinds()).doesNotContain("complete");
    }

    @Test
    void the_form_of_a_card_may_come_without_being_reported_ready() {
        MOONPAY.control().frames("{\"addCardReady\":false}");
        app.embed(
                "add-card",
                Map.of(
                        "clientToken",
                        MOONPAY.control().credentials("cust-no-cards").clientToken()));
        giveCard("4485 0403 7153 6584");

        app.await("complete");
        assertThat(app.kinds()).containsExactly("handshake", "complete");
    }

    @ParameterizedTest
    @CsvSource({"approve, pending", "decline, failed"})
    void a_challenge_decides_the_payment_once(String button, String status) {
        Credentials customer = MOONPAY.control().credentials("cust-challenge");
        String url = challenge(customer);

        app.embedAt(url);
        app.await("ready");
        browser.inFrame(FrameApp.FRAME, () -> browser.click("#" + button));

        JsonNode result = app.await("complete");
        assertThat(result.path("flow").textValue()).isEqualTo("buy");
        assertThat(result.path("transaction").path("status").textValue()).isEqualTo(status);
        client.bearer(customer.accessToken())
                .get("/transactions")
                .then()
                .body("data", hasSize(status.equals("pending") ? 1 : 0));
        app.remove();
        app.embedAt(url);
        assertThat(app.await("error").path("code").textValue()).isEqualTo("generic");
    }

    @Test
    void a_challenge_that_is_cancelled_can_be_taken_again() {
        String url = challenge(MOONPAY.control().credentials("cust-challenge"));
        app.embedAt(url);
        app.await("ready");

        browser.inFrame(FrameApp.FRAME, () -> browser.click("#cancel"));

        assertThat(app.await("cancelled").path("flow").textValue()).isEqualTo("buy");
        app.remove();
        app.embedAt(url);
        app.await("ready");
    }

    @ParameterizedTest
    @CsvSource({"approve, approved", "decline, rejected"})
    void a_challenge_of_an_identity_decides_the_kyc(String button, String status) {
        JsonPath customer = submitAll("cust-kyc-" + button);
        String path = "/customers/" + customer.getString("data.id");

        app.embedAt(customer.getString("data.kyc.challenge.url"));
        app.await("ready");
        browser.inFrame(FrameApp.FRAME, () -> browser.click("#" + button));

        JsonNode result = app.await("complete");
        assertThat(result.path("flow").textValue()).isEqualTo("identity");
        assertThat(result.path("identityId").textValue()).isNotEmpty();
        client.account().get(path).then().body("data.kyc.status", equalTo(status));
    }

    @Test
    void a_challenge_of_an_identity_that_is_cancelled_leaves_the_kyc_as_it_is() {
        JsonPath customer = submitAll("cust-kyc-cancel");

        app.embedAt(customer.getString("data.kyc.challenge.url"));
        app.await("ready");
        browser.inFrame(FrameApp.FRAME, () -> browser.click("#cancel"));

        JsonNode result = app.await("cancelled");
        assertThat(result.path("flow").textValue()).isEqualTo("identity");
        assertThat(result.path("identityId").textValue()).isNotEmpty();
    }

    @Test
    void a_card_is_added_without_its_number_leaving_the_page() {
        Credentials customer = MOONPAY.control().credentials("cust-no-cards");
        addCard(customer, "4485 0403 7153 6584");

        JsonNode card = app.await("complete").path("card");

        assertThat(card.path("last4").textValue()).isEqualTo("6584");
        client.bearer(customer.accessToken())
                .get("/payment-methods")
                .then()
                .body("data.paymentMethods.id", hasItem(card.path("id").textValue()));
    }

    @Test
    void only_test_cards_are_taken() {
        addCard(MOONPAY.control().credentials("cust-no-cards"), "4111 1111 1111 1111");

        browser.inFrame(FrameApp.FRAME, () -> browser.awaitText("[role=status]", "Only the test cards"));
        assertThat(app.kinds()).containsExactly("handshake", "ready");
    }

    @Test
    void the_card_that_is_for_that_is_declined() {
        Credentials customer = MOONPAY.control().credentials("cust-no-cards");
        addCard(customer, "4544 2491 6767 3670");
        String card = app.await("complete").path("card").path("id").textValue();
        app.remove();

        buy(customer, cardQuote(customer, card));

        assertDeclined(app.await("complete"));
    }

    @Test
    void the_widget_reports_the_transaction_and_its_end() {
        Credentials customer = MOONPAY.control().credentials("cust-7f31");
        app.embed(
                "widget",
                Map.of("flow", "buy", "clientToken", customer.clientToken(), "quoteSignature", quote(customer)));
        app.await("ready");

        browser.inFrame(FrameApp.FRAME, () -> browser.click("button"));

        app.await("complete");
        assertThat(app.kinds()).containsExactly("handshake", "ready", "transactionCreated", "complete");
    }

    private void buy(Credentials customer, String signature) {
        app.embed("buy", Map.of("clientToken", customer.clientToken(), "signature", signature));
    }

    private void applePay(Credentials customer, String signature) {
        app.embed("apple-pay", Map.of("clientToken", customer.clientToken(), "signature", signature));
        app.await("ready");
    }

    private void googlePay(Credentials customer) {
        String signature = signature(customer, Client.APPLE_PAY.replace("apple_pay", "google_pay"));
        app.embed("google-pay", Map.of("clientToken", customer.clientToken(), "signature", signature));
    }

    /** The sheet is dealt with before the frame is left: nothing else can be done while it is there. */
    private void tap(Consumer<Alert> choice) {
        browser.inFrame(FrameApp.FRAME, () -> {
            browser.click("button:enabled");
            choice.accept(browser.until("a sheet", this::sheet));
        });
    }

    private Alert sheet() {
        try {
            return browser.driver().switchTo().alert();
        } catch (NoAlertPresentException notYet) {
            return null;
        }
    }

    private String challenge(Credentials customer) {
        String card = client.bearer(customer.accessToken())
                .get("/payment-methods")
                .path("data.paymentMethods.find { it.availability.active }.id");
        buy(customer, cardQuote(customer, card));
        JsonNode challenge = app.await("challenge");
        assertThat(challenge.path("kind").textValue()).isEqualTo("frame");
        app.remove();
        return challenge.path("url").textValue();
    }

    /** Submits what the persona {@code cust-kyc} lacks. */
    private JsonPath submitAll(String externalCustomerId) {
        String id = client.account().get("/customers/ext/" + externalCustomerId).path("data[0].id");
        return client.account().body("""
                        {"residentialAddress": {"country": "USA", "street": "1 Sample Street", "locality": "Denver",
                        "administrativeArea": "CO", "postalCode": "80202"},
                        "taxIdentifiers": [{"type": "ssn", "value": "000-00-0000"}]}""").patch("/customers/" + id + "/kyc").jsonPath();
    }

    private void addCard(Credentials customer, String number) {
        app.embed("add-card", Map.of("clientToken", customer.clientToken()));
        app.await("ready");
        giveCard(number);
    }

    private void giveCard(String number) {
        browser.inFrame(FrameApp.FRAME, () -> {
            browser.type("[name=number]", number);
            browser.type("[name=expiry]", "12/2030");
            browser.type("[name=cvc]", "123");
            browser.click("button");
        });
    }

    private String quote(Credentials customer) {
        return signature(customer, Client.APPLE_PAY);
    }

    private String cardQuote(Credentials customer, String card) {
        return signature(customer, """
                , "wallet": {"address": "0xA11CE00000000000000000000000000000000001"},
                "paymentMethod": {"type": "card", "id": "%s"}""".formatted(card));
    }

    private String signature(Credentials customer, String rest) {
        return client.bearer(customer.accessToken())
                .body(Client.quoteBody("USD", "100.00", "ETH", rest))
                .post("/quotes/buy")
                .path("data.signature");
    }

    private static void assertDeclined(JsonNode complete) {
        JsonNode transaction = complete.path("transaction");
        assertThat(transaction.path("status").textValue()).isEqualTo("failed");
        assertThat(transaction.path("failureCode").textValue()).isEqualTo("authorizationDeclined");
        assertThat(transaction.path("failureReason").textValue()).isNotEmpty();
        assertThat(transaction.has("id")).isFalse();
    }
}
