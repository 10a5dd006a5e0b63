package io.moonconnect.browser;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

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

/** Whole purchases on the reference frontend: from another origin, with the simulator's frames, to the end. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class PurchaseInABrowserTest {

    private static final Duration DELIVERY = Duration.ofMinutes(1);
    private static final Duration LONG_ENOUGH_TO_PAY = Duration.ofMinutes(5);
    private static final String YES = "#approve:enabled";
    private static final String NO = "#decline:enabled";
    private static final String NONE_FOUND = "MoonPay shows no payment for this order so far.";

    /** The next payment frame says that something went wrong in it. */
    private static final String FAIL_THE_PAYMENT = """
            new MutationObserver(() => {
                const frame = document.querySelector('.pay iframe');
                if (!frame) return;
                const url = new URL(frame.src);
                const say = (kind, payload) => dispatchEvent(new MessageEvent('message', { origin: url.origin, source: frame.contentWindow,
                    data: JSON.stringify({ version: 2, meta: { channelId: url.searchParams.get('channelId') }, kind, payload }) }));
                say('handshake');
                say('error', { code: 'generic', message: 'Something went wrong' });
            }).observe(document.querySelector('.pay'), { childList: true });
            """;

    private static final String LEAVE = ":is(.order .link, [data-action=add-card])";

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
    void a_new_customer_in_new_york_connects_reads_that_it_is_final_and_buys() {
        shop.begin("cust-new-ny");
        shop.awaitHeading("Connect with MoonPay");
        shop.connect("123456");
        shop.awaitPrices();

        assertThat(browser.elementsNow(Shop.PAY)).isEmpty();
        shop.choose(Shop.CARD);
        browser.element(Shop.PAY);
        shop.assertText("us-transaction-finality");
        assertDirectlyAboveTheButton();
        Accessibility.assertNoViolations(browser);

        browser.click(Shop.PAY);
        awaitDelivery();
        shop.assertNothingConfidentialLeftBehind();
    }

    @Test
    void a_returning_customer_of_the_eea_is_active_at_once_sees_the_risks_and_buys() {
        shop.compare("cust-eea");

        assertThat(browser.text("#activity")).contains("active → proceed").doesNotContain("connect: ");
        shop.assertText("eea-crypto-asset-risk");
        Accessibility.assertNoViolations(browser);
        shop.payByCard();

        awaitDelivery();
        shop.assertNothingConfidentialLeftBehind();
    }

    @Test
    void the_best_price_is_marked_with_its_costs_and_counts_down() {
        shop.compare("cust-ny");

        browser.awaitText(".method.best", "Best price");
        browser.awaitText(".method.best .countdown", "New price in ");
        browser.awaitText(".method.best .fees", "Fees in USD: network ");
        browser.awaitText(".method.best .rate", "1 ETH = ");
    }

    /** MoonPay may name it in two ways at once. */
    @Test
    void the_fee_of_the_partner_is_shown_once() {
        shop.compare("cust-old");

        browser.awaitText(".method.best .fees", "partner");
        assertThat(browser.text(".method.best .fees")).containsOnlyOnce("partner");
    }

    @Test
    void the_rate_of_a_cheap_asset_is_not_cut_to_nothing() {
        shop.open("cust-ny");
        browser.click("option[value=MOONCAT]");
        shop.proceed();
        shop.awaitPrices();

        browser.awaitText(".method.best .rate", "1 MOONCAT = 0.00417 USD");
    }

    @Test
    void a_new_price_reaches_the_frame_that_is_open() {
        moonPay.quoteLife(Duration.ofSeconds(3));
        shop.compare("cust-ny");

        browser.awaitText("#activity", "setQuote");
        moonPay.quoteLife(LONG_ENOUGH_TO_PAY);
        awaitLongPriceOf(Shop.APPLE_PAY);
        shop.tap(true);

        shop.awaitTransaction();
    }

    @Test
    void apple_pay_is_paid_in_its_own_button() {
        shop.compare("cust-ny");

        shop.assertText("us-transaction-finality");
        shop.tap(true);

        awaitDelivery();
    }

    @Test
    void a_sheet_that_is_cancelled_costs_nothing_and_can_be_opened_again() {
        shop.compare("cust-ny");

        shop.tap(false);
        browser.awaitText(".said", "Your bank declined the payment. Nothing was paid.");
        shop.awaitPrices();
        shop.tap(true);

        awaitDelivery();
    }

    @Test
    void a_choice_stays_when_another_becomes_the_best() {
        moonPay.quoteLife(Duration.ofSeconds(4));
        shop.compare("cust-ny");
        moonPay.add(SimulatorFault.status("getBuyQuote", 500).forPaymentMethod("apple_pay"));

        browser.element(Shop.GOOGLE_PAY + ".best");
        browser.element(".pay[inert]");
        assertThat(browser.element(Shop.APPLE_PAY + " input").isSelected()).isTrue();
        moonPay.quoteLife(LONG_ENOUGH_TO_PAY);
        awaitLongPriceOf(Shop.GOOGLE_PAY);
        shop.pressPay();

        shop.awaitTransaction();
    }

    @Test
    void an_order_can_be_changed_and_keeps_what_was_typed() {
        shop.open("cust-ny");
        browser.type("[name=amount]", "250.00");
        shop.proceed();
        shop.awaitPrices();

        browser.click(".order .link");
        assertThat(browser.element("[name=amount]").getDomProperty("value")).isEqualTo("250.00");
        browser.type("[name=amount]", "300.00");
        shop.proceed();

        browser.awaitText(".order", "You pay 300.00 USD for ETH");
        shop.payByCard();
    }

    @Test
    void the_payment_methods_are_asked_for_while_the_amount_is_typed() {
        shop.open("cust-ny");
        browser.type("[name=amount]", "250.00");
        browser.awaitText("#activity", "GET /v1/payment-methods → 200");
        assertThat(browser.elementsNow("form")).hasSize(1);
        moonPay.status("listPaymentMethods", 500);
        moonPay.status("createSession", 500);
        shop.proceed();

        shop.awaitPrices();
        browser.awaitText(".order", "You pay 250.00 USD");
        shop.payByCard();
        assertThat(moonPay.counts("createSession").started()).isEqualTo(1);
        assertThat(moonPay.counts("listPaymentMethods").started()).isEqualTo(1);
    }

    @Test
    void another_customer_than_the_one_asked_about_is_asked_about_anew() {
        shop.open("cust-ny");
        browser.type("[name=amount]", "250.00");
        browser.awaitText("#activity", "GET /v1/payment-methods");
        browser.click("option[value='cust-eea']");
        shop.proceed();

        shop.awaitPrices();
        shop.assertText("eea-crypto-asset-risk");
    }

    @Test
    void what_fails_while_the_amount_is_typed_is_asked_for_again() {
        moonPay.status("createSession", 500);
        shop.open("cust-ny");
        browser.type("[name=amount]", "250.00");
        browser.awaitText("#activity", "POST /v1/sessions → 502");
        assertThat(browser.elementsNow("form")).hasSize(1);
        moonPay.clearFaults();
        shop.proceed();

        shop.awaitPrices();
    }

    @Test
    void a_guest_gives_contact_and_terms_and_pays_without_an_account() {
        shop.open("cust-new");
        shop.giveContactAndTerms();
        shop.proceed();

        shop.awaitHeading("How would you like to pay?");
        browser.click(".message .primary");
        shop.awaitPrices();
        assertThat(browser.elementsNow(".method")).hasSize(1);
        shop.tap(true);

        awaitDelivery();
    }

    /** A Gateway asset never goes with guest checkout. */
    @Test
    void a_guest_is_not_offered_what_the_asset_does_not_go_with() {
        shop.open("cust-new");
        browser.click("option[value=MOONCAT]");
        shop.giveContactAndTerms();
        shop.proceed();

        shop.awaitHeading("Connect with MoonPay");
    }

    @Test
    void a_customer_who_accepts_the_terms_continues() {
        shop.begin("cust-terms");

        shop.awaitHeading("terms");
        browser.click(".message .primary");
        shop.awaitPrices();

        shop.payByCard();
    }

    @Test
    void a_card_that_has_expired_cannot_be_chosen_and_another_can_be_added() {
        shop.compare("cust-expired-card");
        browser.awaitText(".skipped", "Mastercard •••• 5181: expired");
        assertThat(browser.elementsNow(Shop.CARD)).isEmpty();

        browser.click("[data-action=add-card]");
        browser.awaitText("dialog h2", "Add a card");
        Accessibility.assertNoViolations(browser);
        shop.giveCard();

        browser.awaitText(Shop.CARD + " .name", "Visa •••• 6584");
        browser.click(Shop.PAY);
        awaitDelivery();
    }

    @Test
    void a_card_that_was_added_gets_new_prices() {
        moonPay.quoteLife(Duration.ofSeconds(5));
        shop.compare("cust-expired-card");
        browser.click("[data-action=add-card]");
        shop.giveCard();
        browser.awaitText(Shop.CARD + " .name", "Visa •••• 6584");

        browser.awaitText(Shop.CARD + " .countdown", "New price in");
        moonPay.quoteLife(LONG_ENOUGH_TO_PAY);
        awaitLongPriceOf(Shop.CARD);
    }

    @Test
    void a_challenge_is_shown_and_passed() {
        shop.compare("cust-challenge");
        shop.pressPay();

        browser.awaitText("dialog h2", "One more check");
        Accessibility.assertNoViolations(browser);
        browser.inFrame(Shop.DIALOG, () -> browser.click(YES));

        awaitDelivery();
    }

    @Test
    void a_challenge_that_is_left_can_be_begun_again_as_the_same_payment_once_none_was_found() {
        moonPay.delay("listTransactions", Duration.ofSeconds(1));
        shop.compare("cust-challenge");
        shop.pressPay();

        browser.element("dialog");
        String first = idOfThePayment();
        browser.click("dialog .quiet");
        browser.awaitText(".said", "You left the check. We do not know yet whether it was paid.");
        assertThat(browser.elementsNow(".pay > *")).isEmpty();
        assertThat(browser.elementsNow(LEAVE + ":disabled")).hasSize(2);
        moonPay.clearFaults();
        browser.awaitText(".said", NONE_FOUND);
        Accessibility.assertNoViolations(browser);
        browser.click(Shop.PAY);
        browser.element("dialog");
        assertThat(idOfThePayment()).isEqualTo(first);
        browser.inFrame(Shop.DIALOG, () -> browser.click(YES));

        awaitDelivery();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the button of the page", "the button of the frame", "the key"})
    void a_payment_that_was_made_before_the_challenge_was_left_is_found(String leftBy) {
        shop.compare("cust-challenge");
        shop.pressPay();
        browser.element("dialog");
        payElsewhere(shop.signatureOfThePayment());

        switch (leftBy) {
            case "the button of the page" -> browser.click("dialog .quiet");
            case "the key" -> browser.element("dialog .quiet").sendKeys(Keys.ESCAPE);
            default -> browser.inFrame(Shop.DIALOG, () -> browser.click("#cancel:enabled"));
        }

        awaitDelivery();
    }

    @Test
    void where_it_cannot_be_known_whether_it_was_paid_no_payment_is_offered() {
        moonPay.status("listTransactions", 500);
        shop.compare("cust-challenge");
        shop.pressPay();
        browser.element("dialog");
        browser.click("dialog .quiet");

        browser.awaitText(".said", "MoonPay cannot be asked right now.");
        assertThat(browser.elementsNow(".pay > *")).isEmpty();
        Accessibility.assertNoViolations(browser);
        moonPay.clearFaults();
        browser.click(".said button");

        browser.awaitText(".said", NONE_FOUND);
        browser.element(Shop.PAY);
    }

    @Test
    void a_payment_that_is_found_late_is_not_made_again_with_another_amount() {
        shop.compare("cust-challenge");
        shop.pressPay();
        browser.element("dialog");
        String signature = shop.signatureOfThePayment();
        browser.click("dialog .quiet");
        browser.awaitText(".said", NONE_FOUND);
        payElsewhere(signature);

        browser.click(".order .link");
        browser.type("[name=amount]", "300.00");
        shop.proceed();

        awaitDelivery();
        browser.awaitText(".facts", "120.00 USD");
    }

    @Test
    void a_payment_that_breaks_off_in_its_frame_is_looked_for() {
        shop.compare("cust-ny");
        shop.choose(Shop.CARD);
        browser.element(Shop.PAY);
        browser.script(FAIL_THE_PAYMENT);
        browser.click(Shop.PAY);

        browser.awaitText(".said", "The payment broke off. We do not know whether it was paid. " + NONE_FOUND);
        assertThat(browser.text(".said")).doesNotContain("Something went wrong");
        browser.click(".said summary");
        browser.awaitText(".said details", "Something went wrong");
    }

    @Test
    void a_challenge_that_is_refused_ends_the_payment_and_the_next_is_another() {
        shop.compare("cust-challenge");
        shop.pressPay();
        browser.element("dialog");
        String first = idOfThePayment();
        browser.inFrame(Shop.DIALOG, () -> browser.click(NO));

        browser.awaitText(".said", "declined");
        shop.awaitPrices();
        browser.click(Shop.PAY);
        browser.element("dialog");
        assertThat(idOfThePayment()).isNotEqualTo(first);
    }

    @Test
    void during_a_payment_a_customer_can_neither_leave_nor_add_a_card() {
        shop.compare("cust-challenge");
        shop.pressPay();

        browser.element("dialog");
        assertThat(browser.elementsNow(LEAVE + ":disabled")).hasSize(2);
        browser.click("dialog .quiet");
        browser.awaitText(".said", NONE_FOUND);
        assertThat(browser.elementsNow(LEAVE + ":enabled")).hasSize(2);
    }

    @Test
    void a_declined_payment_is_shown_at_the_button_and_another_method_is_offered() {
        moonPay.frames("{\"payment\":\"DECLINE\"}");
        shop.compare("cust-ny");
        shop.pressPay();

        browser.awaitText(".said", "Your bank declined the payment. Nothing was paid.");
        assertThat(browser.text(".said")).doesNotContain("the customer's bank");
        Accessibility.assertNoViolations(browser);
        moonPay.frames("{\"payment\":\"BY_CUSTOMER\"}");
        shop.awaitPrices();
        browser.click(Shop.PAY);

        awaitDelivery();
    }

    @Test
    void a_payment_that_the_bank_declines_later_is_followed_to_its_failure() {
        shop.compare("cust-declined");
        shop.payByCard();

        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("The payment did not go through");
        browser.awaitText(Shop.STATUS, "Your bank declined the payment. Nothing was taken.");
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void a_quote_that_expires_under_the_finger_costs_nothing_and_is_replaced() {
        shop.compare("cust-ny");
        shop.choose(Shop.CARD);
        browser.element(Shop.PAY);
        // MoonPay's clock is ahead, so what looks good here is over there.
        moonPay.advanceClock(Duration.ofMinutes(1));
        browser.click(Shop.PAY);

        browser.awaitText(".said", "The price ran out before you paid. Nothing was paid");
        shop.awaitPrices();
        browser.click(Shop.PAY);

        awaitDelivery();
    }

    @Test
    void a_purchase_needs_no_pointer() {
        shop.compare("cust-ny");
        assertThat(focused()).isEqualTo("Compare and pay");

        tabTo("method");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ARROW_DOWN);
        browser.element(Shop.PAY);
        tabTo("Pay 120.00 USD with Visa •••• 6584");
        browser.press(Keys.ENTER);

        shop.awaitTransaction();
        assertThat(focused()).isEqualTo("On its way");
        awaitDelivery();
        tabTo("Buy again");
        browser.press(Keys.ENTER);
        shop.awaitHeading("Buy crypto");
    }

    private void awaitDelivery() {
        shop.awaitTransaction();
        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("It is yours");
        Accessibility.assertNoViolations(browser);
    }

    /** Until the short-lived price is replaced by one that no test outlives. */
    private void awaitLongPriceOf(String method) {
        browser.until(
                "a long price of " + method,
                () -> browser.text(method + " .countdown").matches("New price in [0-9]{3} s") ? true : null);
    }

    /** As if the bank had let the payment through while the page did not hear of it. */
    private void payElsewhere(String signature) {
        moonPay.createTransaction(moonPay.accessToken("cust-challenge"), signature);
    }

    /** What the frame that is paying was given for MoonPay to store. */
    private String idOfThePayment() {
        return (String) browser.script("const { src } = document.querySelector('.pay iframe');"
                + "return new URL(src).searchParams.get('externalTransactionId');");
    }

    private void assertDirectlyAboveTheButton() {
        assertThat(browser.script("const text = document.querySelector('.disclosures').getBoundingClientRect();"
                        + "const pay = document.querySelector('.pay-button').getBoundingClientRect();"
                        + "return pay.top - text.bottom < 32 && pay.top >= text.bottom"))
                .isEqualTo(true);
    }

    /** Goes on by the tabulator until the focus is on what has this name or text. */
    private void tabTo(String named) {
        browser.until("the focus on " + named, () -> {
            browser.press(Keys.TAB);
            return named.equals(focused()) ? true : null;
        });
    }

    private String focused() {
        return (String) browser.script("const on = document.activeElement; return on.name || on.textContent.trim();");
    }
}
