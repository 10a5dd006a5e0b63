package io.moonconnect.browser;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.moonconnect.audit.AuditedEvents;
import io.moonconnect.credential.QuoteSignature;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** The reference frontend lets nobody pay before it is recorded what they accept. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class AcceptanceInABrowserTest {

    private static final String SAID = "We cannot record your order right now. Nothing was paid.";
    private static final String FRAMES = ".pay iframe";

    /** As while the audit sink is down, until {@code window.sinkIsUp}. */
    private static final String REFUSE_ACCEPTANCES = """
            const served = window.fetch;
            window.fetch = (url, init) => !String(url).endsWith('/acceptances') || window.sinkIsUp ? served(url, init)
                : Promise.resolve(new Response(JSON.stringify({ type: 'https://moonconnect.io/problems/audit-unavailable',
                    title: 'The audit sink is not available', status: 503, detail: 'x', instance: '/', requestId: 'x', retryable: true }),
                    { status: 503, headers: { 'Content-Type': 'application/problem+json' } }));
            """;

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

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
    void a_payment_by_card_is_accepted_before_and_linked_afterwards_and_the_receipt_has_the_id() {
        shop.compare("cust-ny");
        shop.payByCard();

        assertReceipt();
    }

    @Test
    void apple_pay_is_accepted_before_its_button_is_there() {
        shop.compare("cust-ny");
        shop.tap(true);
        shop.awaitTransaction();

        assertReceipt();
    }

    @Test
    void after_a_challenge_the_quote_that_was_paid_is_linked_and_not_one_that_came_meanwhile() {
        moonPay.frames("{\"payment\":\"CHALLENGE\"}");
        moonPay.quoteLife(Duration.ofSeconds(12));
        shop.compare("cust-ny");
        shop.pressPay();
        browser.element(Shop.DIALOG);
        String paid = QuoteSignature.of(shop.signatureOfThePayment()).sha256();
        Awaitility.await("a newer quote is accepted")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !paid.equals(newest().get("quoteSignatureHash")));
        browser.inFrame(Shop.DIALOG, () -> browser.click("#approve:enabled"));
        shop.awaitTransaction();

        assertReceipt();
        assertThat(newest()).containsKey("transaction").containsEntry("quoteSignatureHash", paid);
    }

    @Test
    void without_a_record_no_card_is_charged_and_the_customer_can_try_again() {
        refuseAcceptances();
        shop.choose(Shop.CARD);
        browser.click(Shop.PAY);

        browser.awaitText(".said", SAID);
        assertThat(browser.elementsNow(FRAMES)).isEmpty();
        assertThat(browser.elementsNow("[data-transaction]")).isEmpty();
        tryAgain();
        browser.click(Shop.PAY);
        shop.awaitTransaction();
    }

    @Test
    void without_a_record_there_is_no_button_of_apple_pay() {
        refuseAcceptances();

        browser.awaitText(".said", SAID);
        assertThat(browser.elementsNow(FRAMES)).isEmpty();
        Accessibility.assertNoViolations(browser);
        tryAgain();
        shop.tap(true);
        shop.awaitTransaction();
    }

    private void refuseAcceptances() {
        shop.open("cust-ny");
        browser.script(REFUSE_ACCEPTANCES);
        shop.proceed();
        shop.awaitPrices();
    }

    private void tryAgain() {
        browser.script("window.sinkIsUp = true");
        browser.click(".said .link");
        shop.awaitPrices();
    }

    private void assertReceipt() {
        String transaction = browser.element("[data-transaction]").getDomAttribute("data-transaction");
        Awaitility.await("linked")
                .until(() -> acceptances().stream().anyMatch(event -> transaction.equals(event.get("transaction"))));
        List<Map<String, String>> events = acceptances();
        Map<String, String> link = newest();
        assertThat(link).containsEntry("transaction", transaction);
        assertThat(events.subList(0, events.size() - 1)).as("accepted before").anySatisfy(event -> assertThat(event)
                .containsEntry("acceptanceId", link.get("acceptanceId"))
                .doesNotContainKey("transaction"));
        assertThat(link.get("disclosures")).startsWith("us-transaction-finality@1/en/");
        browser.awaitText(".facts", link.get("acceptanceId"));
    }

    private Map<String, String> newest() {
        List<Map<String, String>> events = acceptances();
        return events.get(events.size() - 1);
    }

    private List<Map<String, String>> acceptances() {
        return audited.fields().stream()
                .filter(event -> event.get("event").equals("disclosures.accepted"))
                .toList();
    }
}
