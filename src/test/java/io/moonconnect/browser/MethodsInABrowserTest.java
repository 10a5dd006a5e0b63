package io.moonconnect.browser;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** Purchases by Google Pay, by bank transfer and in MoonPay's widget on the reference frontend. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class MethodsInABrowserTest {

    private static final Duration DELIVERY = Duration.ofMinutes(3);
    private static final Duration UNTIL_THE_ACCOUNT = Duration.ofSeconds(20);
    private static final String PAY_NOW = "button:enabled";

    /** Whether the page says that it waits for a transfer, for each list of stages. */
    private static final String WAITS = """
            const all = [...arguments].map((stages) => JSON.parse(stages));
            return import('/transfer.js').then(({ waitsForTransfer }) =>
                all.map((stages) => waitsForTransfer({ status: 'pending', paymentMethod: { type: 'sepa' }, stages })));
            """;

    private Shop shop;
    private Browser browser;
    private SimulatorControl moonPay;

    @BeforeEach
    void enter(Shop shop, SimulatorControl moonPay) {
        this.shop = shop;
        this.browser = shop.browser();
        this.moonPay = moonPay;
    }

    @Test
    void google_pay_is_paid_in_its_own_button() {
        shop.compare("cust-ny");
        shop.choose(Shop.GOOGLE_PAY);

        shop.assertText("us-transaction-finality");
        Accessibility.assertNoViolations(browser);
        shop.tap(true);

        awaitDelivery();
        assertThat(browser.text("#activity")).contains("google-pay: buttonPressed");
    }

    @Test
    void a_sheet_of_google_pay_that_is_closed_costs_nothing_and_can_be_opened_again() {
        shop.compare("cust-ny");
        shop.choose(Shop.GOOGLE_PAY);

        shop.tap(false);
        browser.awaitText(".said", "You closed the sheet. Nothing was paid.");
        shop.awaitPrices();
        shop.tap(true);

        awaitDelivery();
    }

    @Test
    void google_pay_can_need_a_challenge() {
        moonPay.frames("{\"payment\":\"CHALLENGE\"}");
        shop.compare("cust-ny");
        shop.choose(Shop.GOOGLE_PAY);
        shop.tap(true);

        browser.inFrame(Shop.DIALOG, () -> browser.click("#approve:enabled"));

        awaitDelivery();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNSUPPORTED", "UNAVAILABLE"})
    void a_device_without_google_pay_is_told_so_and_pays_in_another_way(String support) {
        moonPay.frames("{\"googlePay\":\"" + support + "\"}");
        shop.compare("cust-ny");
        browser.click(Shop.GOOGLE_PAY + " label");

        browser.awaitText(".said", "This device cannot pay in this way.");
        shop.awaitPrices();
        assertThat(browser.elementsNow(Shop.GOOGLE_PAY)).isEmpty();
        shop.payByCard();
    }

    @Test
    void the_persona_without_google_pay_is_not_offered_it_for_long() {
        shop.compare("cust-no-google-pay");
        browser.click(Shop.GOOGLE_PAY + " label");

        browser.awaitText(".said", "This device cannot pay in this way.");
    }

    @Test
    void a_method_that_needs_the_widget_is_paid_in_it_below_the_texts() {
        shop.compareInEuros("cust-eea");
        browser.awaitText(Shop.SEPA, "Paid in MoonPay’s widget. Choose it for a price.");
        Accessibility.assertNoViolations(browser);
        chooseWidget();

        browser.click(Shop.PAY);
        browser.awaitText("dialog h2", "Pay with MoonPay");
        assertThat(browser.text("dialog [data-disclosure='eea-crypto-asset-risk'] p"))
                .isEqualTo(SampleTexts.english("eea-crypto-asset-risk"));
        Accessibility.assertNoViolations(browser);
        browser.inFrame(Shop.DIALOG, () -> browser.click(PAY_NOW));

        shop.awaitTransaction();
        assertThat(browser.text("#activity")).contains("widget: transactionCreated", "widget: complete");
    }

    @Test
    void a_widget_that_is_left_leaves_the_question_whether_it_was_paid() {
        shop.compareInEuros("cust-eea");
        chooseWidget();
        browser.click(Shop.PAY);
        browser.inFrame(Shop.DIALOG, () -> browser.element(PAY_NOW));
        browser.click("dialog .quiet");

        browser.awaitText(".said", "You left MoonPay’s widget. We do not know whether it was paid.");
    }

    @Test
    void a_price_for_the_widget_that_is_over_is_asked_for_again() {
        moonPay.quoteLife(Duration.ofSeconds(2));
        shop.compareInEuros("cust-eea");
        chooseWidget();
        browser.awaitText(Shop.SEPA + " .countdown", "Price is over. Choose it for a new one.");
        moonPay.quoteLife(Duration.ofMinutes(5));

        chooseWidget();
        browser.awaitText(Shop.SEPA + " .countdown", "Good for 2");
        browser.element(".pay:not([inert]) " + Shop.PAY);
    }

    @Test
    void a_price_for_the_widget_that_cannot_be_had_is_explained_in_the_words_of_the_page() {
        shop.compareInEuros("cust-eea");
        browser.awaitText(Shop.SEPA, "Choose it for a price.");
        moonPay.add(SimulatorFault.status("getBuyQuote", 422, "The minimum is 150 EUR.")
                .forPaymentMethod("sepa"));
        browser.click(Shop.SEPA + " label");

        browser.awaitText(Shop.SEPA + " .rate", "This amount or currency cannot be bought with this method.");
        browser.awaitText(".said", "This amount or currency cannot be bought with this method.");
        assertThat(browser.text(".said")).doesNotContain("MoonPay does not accept this", "150");
        browser.click(Shop.SEPA + " summary");
        browser.awaitText(Shop.SEPA + " details", "The minimum is 150 EUR.");
    }

    @Test
    void a_widget_that_declines_leaves_the_other_methods() {
        moonPay.frames("{\"payment\":\"DECLINE\"}");
        shop.compareInEuros("cust-eea");
        chooseWidget();
        browser.click(Shop.PAY);
        browser.inFrame(Shop.DIALOG, () -> browser.click(PAY_NOW));

        browser.awaitText(".said", "Your bank declined the payment. Nothing was paid.");
        moonPay.frames("{\"payment\":\"BY_CUSTOMER\"}");
        shop.payByCard();
    }

    @Test
    void a_bank_transfer_shows_the_account_once_there_is_one_and_waits_for_the_money() {
        payByTransfer("cust-eea-sepa");

        browser.awaitText(Shop.STATUS, "MoonPay prepares the account for your transfer");
        moonPay.advanceClock(UNTIL_THE_ACCOUNT);
        browser.awaitText(Shop.STATUS, "Waiting for your transfer.");
        browser.awaitText(".transfer", "XX00 SIMU LATE 0000 0000 01");
        browser.awaitText(".transfer", "SIM-");
        browser.awaitText(".transfer", "120.00 EUR");
        Accessibility.assertNoViolations(browser);

        awaitDelivery();
        // A stage without a name.
        browser.awaitText(".stages", "Processing");
        assertThat(browser.elementsNow(".transfer dd")).isEmpty();
    }

    @Test
    void a_bank_transfer_that_does_not_arrive_times_out() {
        payByTransfer("cust-eea-sepa-timeout");

        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("The payment did not go through");
        browser.awaitText(Shop.STATUS, "Your transfer did not arrive in time.");
        Accessibility.assertNoViolations(browser);
    }

    /** MoonPay's stages are optional, and their kinds are an open set. */
    @Test
    void the_account_is_shown_until_a_stage_says_that_the_money_is_there_or_too_late() {
        shop.open();
        assertThat(browser.script(
                        WAITS,
                        "null",
                        "[]",
                        "[{\"kind\":\"unheard_of\",\"status\":\"in_progress\"}]",
                        "[{\"kind\":\"waiting_payment\",\"status\":\"in_progress\"}]",
                        "[{\"kind\":\"waiting_payment\",\"status\":\"success\"}]",
                        "[{\"kind\":\"waiting_payment\",\"status\":\"failed\"}]",
                        "[{\"kind\":\"verification\",\"status\":\"in_progress\"}]"))
                .isEqualTo(List.of(true, true, true, true, false, false, false));
    }

    private void payByTransfer(String customer) {
        moonPay.stageLife(Duration.ofSeconds(30));
        moonPay.depositDelay(UNTIL_THE_ACCOUNT);
        shop.compareInEuros(customer);
        shop.choose(Shop.SEPA);
        browser.click(Shop.PAY);
        shop.awaitTransaction();
    }

    private void chooseWidget() {
        browser.click(Shop.SEPA + " label");
        browser.awaitText(Shop.PAY, "with SEPA transfer in MoonPay’s widget");
    }

    private void awaitDelivery() {
        shop.awaitTransaction();
        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("It is yours");
        Accessibility.assertNoViolations(browser);
    }
}
