package io.moonconnect.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.TcpGate;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

import static org.assertj.core.api.Assertions.assertThat;

/** The reference frontend in Chromium: from another origin, with the simulator's frames, to the end. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class})
class ReferenceFrontendTest {

    private static final String CARD = "[data-method^='card/']";
    private static final String STATUS = ".live";
    private static final Duration LONG_ENOUGH_TO_BE_DELIVERED = Duration.ofMinutes(1);

    /** What a page can leave behind in a browser, and what its address tells. */
    private static final String LEFT_BEHIND = """
            return Promise.all([indexedDB.databases(), caches.keys()]).then(([databases, names]) =>
                [localStorage.length, sessionStorage.length, databases.length, names.length, document.cookie, location.href]);
            """;

    private TcpGate line;

    @BeforeEach
    void connectThePageWithTheService() {
        line = new TcpGate(port("simulator.frontend-api"), RestAssured.port);
        line.open();
    }

    @AfterEach
    void disconnect() {
        line.close();
    }

    @Test
    void a_returning_customer_of_the_eea_sees_the_risks_and_buys(Browser browser, SimulatorControl moonPay) {
        begin(browser, "cust-eea");

        browser.awaitText(STATUS, "Prices are live");
        browser.click(CARD + " label");
        assertText(browser, "eea-crypto-asset-risk");
        Accessibility.assertNoViolations(browser);
        browser.click(".pay-button");

        browser.element("[data-transaction]");
        moonPay.advanceClock(LONG_ENOUGH_TO_BE_DELIVERED);
        browser.awaitText("h1", "It is yours");
        Accessibility.assertNoViolations(browser);
        assertNothingLeftBehind(browser);
    }

    @Test
    void a_new_yorker_reads_that_it_is_final_directly_above_the_button(Browser browser) {
        begin(browser, "cust-ny");

        browser.awaitText(STATUS, "Prices are live");
        browser.click(CARD + " label");
        browser.element(".pay-button");

        assertText(browser, "us-transaction-finality");
        assertThat(browser.script("const text = document.querySelector('.disclosures').getBoundingClientRect();"
                        + "const pay = document.querySelector('.pay-button').getBoundingClientRect();"
                        + "return pay.top - text.bottom < 32 && pay.top >= text.bottom"))
                .isEqualTo(true);
        assertThat(browser.element("[data-disclosure] a").getDomProperty("href"))
                .isEqualTo("https://www.moonpay.com/legal/terms");
    }

    @Test
    void the_best_price_is_marked_and_counts_down(Browser browser) {
        begin(browser, "cust-ny");

        browser.awaitText(".method.best", "Best price");
        browser.awaitText(".method.best .countdown", "New price in ");
        browser.awaitText(".method.best .fees", "Fees in USD: network ");
        browser.awaitText(".method.best .rate", "1 ETH = ");
    }

    @Test
    void a_lost_stream_says_so_and_comes_back(Browser browser) {
        begin(browser, "cust-ny");
        browser.awaitText(STATUS, "Prices are live");

        line.refuse();
        line.closeConnections();
        browser.awaitText(STATUS, "Trying again in ");
        line.open();

        browser.awaitText(STATUS, "Prices are live");
    }

    @ParameterizedTest
    @CsvSource({
        "cust-pending, still checking",
        "cust-failed, cannot serve you",
        "cust-unavailable, Not available where you are",
        "cust-odd, Not possible right now",
        "cust-terms, terms"
    })
    void whoever_cannot_buy_is_told_why(String customer, String said, Browser browser) {
        begin(browser, customer);

        browser.awaitText("h1", said);
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void whoever_accepts_the_terms_goes_on(Browser browser) {
        begin(browser, "cust-terms");

        browser.awaitText("h1", "terms");
        browser.click(".message .primary");

        browser.awaitText(STATUS, "Prices are live");
    }

    @Test
    void a_token_that_is_over_asks_to_connect_again(Browser browser) {
        begin(browser, "cust-expired-token");

        browser.element("[data-problem='moonpay-token-rejected']");
        browser.awaitText(".message .primary", "Connect again");
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void it_is_readable_in_the_dark_on_a_narrow_screen(Browser browser) {
        browser.colourScheme("dark");
        browser.resize(500, 900);
        begin(browser, "cust-ny");

        browser.awaitText(STATUS, "Prices are live");

        Accessibility.assertNoViolations(browser);
        assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private static void begin(Browser browser, String customer) {
        browser.open(URI.create("http://localhost:" + port("simulator.frontend-port")));
        browser.click("option[value='" + customer + "']");
        browser.click("form .primary");
    }

    /** The text, whole, as the sample catalogue has it. */
    private static void assertText(Browser browser, String id) {
        String shown = browser.text("[data-disclosure='" + id + "'] p");
        assertThat(SampleTexts.english(id)).isEqualTo(shown);
        assertThat(
                        browser.script(
                                "const p = document.querySelector('[data-disclosure] p'); return p.scrollHeight <= p.clientHeight"))
                .isEqualTo(true);
    }

    private static void assertNothingLeftBehind(Browser browser) {
        assertThat(browser.script(LEFT_BEHIND))
                .isEqualTo(List.of(0L, 0L, 0L, 0L, "", "http://localhost:" + port("simulator.frontend-port") + "/"));
    }

    private static int port(String key) {
        String value = ConfigProvider.getConfig().getValue(key, String.class);
        return Integer.parseInt(value.substring(value.lastIndexOf(':') + 1));
    }
}
