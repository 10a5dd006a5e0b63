package io.moonconnect.browser;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** What survives when a customer reloads the page: the receipt, and the doubt whether an order was paid. No credentials do. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class ReloadInABrowserTest {

    private static final Duration DELIVERY = Duration.ofMinutes(1);
    private static final String FOLLOW = "[data-action=follow]";
    private static final String YES = "#approve:enabled";

    /** Hides the page, or shows it, and returns whether an order is kept of which nobody knows whether it was paid. */
    private static final String SEE = """
            Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
            return JSON.parse(sessionStorage.getItem('unknown'))?.attempt.unknown ?? false;
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
    void a_payment_under_way_is_shown_again_and_followed_on() {
        shop.compare("cust-ny");
        shop.payByCard();
        browser.awaitText(".stages", "under way");
        String id = transaction();

        shop.reload();

        assertThat(transaction()).isEqualTo(id);
        browser.awaitText(Shop.STATUS, "This was known at ");
        browser.awaitText(".facts", "120.00 USD");
        browser.awaitText(".facts", "Acceptance");
        Accessibility.assertNoViolations(browser);
        shop.assertNothingConfidentialLeftBehind();

        browser.click(FOLLOW);
        browser.awaitText(Shop.STATUS, "You can leave this page");
        browser.awaitText(".facts", "Acceptance");
        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("It is yours");
        assertThat(transaction()).isEqualTo(id);
    }

    @Test
    void a_receipt_stays_until_the_customer_buys_again() {
        shop.compare("cust-ny");
        shop.payByCard();
        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("It is yours");

        shop.reload();
        shop.awaitHeading("It is yours");
        browser.awaitText(".facts", "ETH");
        assertThat(browser.element(FOLLOW + "[hidden] + button").isDisplayed()).isTrue();
        browser.click(FOLLOW + " + button");
        shop.awaitHeading("Buy crypto");

        shop.reload();
        shop.awaitHeading("Buy crypto");
    }

    @Test
    void a_payment_that_was_running_is_looked_for_before_another_one_is_offered() {
        shop.compare("cust-challenge");
        shop.pressPay();
        browser.element("dialog");
        String signature = shop.signatureOfThePayment();

        shop.reload();
        shop.awaitHeading("Buy crypto");
        assertThat(browser.element("[name=customer]").getDomProperty("value")).isEqualTo("cust-challenge");
        shop.assertNothingConfidentialLeftBehind();
        payElsewhere(signature);
        shop.proceed();

        shop.awaitTransaction();
        browser.awaitText(".facts", "120.00 USD");
    }

    @Test
    void a_payment_that_is_running_is_in_doubt_while_the_page_is_hidden_because_a_browser_may_end_it_there() {
        shop.compare("cust-challenge");
        assertThat(browser.script(SEE, true)).isEqualTo(false);
        assertThat(browser.script(SEE, false)).isEqualTo(false);
        shop.pressPay();
        browser.element("dialog");

        assertThat(browser.script(SEE, true)).isEqualTo(true);
        shop.assertNothingConfidentialLeftBehind();
        assertThat(browser.script(SEE, false)).isEqualTo(false);
    }

    @Test
    void a_doubt_outlives_a_second_reload_and_ends_when_none_was_found() {
        shop.compare("cust-challenge");
        shop.pressPay();
        browser.element("dialog");

        shop.reload();
        shop.awaitHeading("Buy crypto");
        shop.reload();
        shop.awaitHeading("Buy crypto");
        shop.proceed();

        browser.awaitText(".said", "You have begun to pay before. We do not know whether it was paid.");
        shop.pressPay();
        browser.inFrame(Shop.DIALOG, () -> browser.click(YES));
        shop.awaitTransaction();
    }

    @Test
    void after_a_payment_that_was_found_another_can_be_made() {
        shop.compare("cust-challenge");
        shop.pressPay();
        browser.element("dialog");
        payElsewhere(shop.signatureOfThePayment());
        browser.click("dialog .quiet");
        shop.awaitTransaction();
        String found = transaction();
        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("It is yours");

        browser.click(".actions .primary:not([hidden])");
        shop.proceed();
        shop.awaitPrices();
        shop.pressPay();
        browser.inFrame(Shop.DIALOG, () -> browser.click(YES));

        shop.awaitTransaction();
        assertThat(transaction()).isNotEqualTo(found);
    }

    private String transaction() {
        return browser.element("[data-transaction]").getDomAttribute("data-transaction");
    }

    /** As if the bank had let the payment through while the page did not hear of it. */
    private void payElsewhere(String signature) {
        moonPay.createTransaction(moonPay.accessToken("cust-challenge"), signature);
    }
}
