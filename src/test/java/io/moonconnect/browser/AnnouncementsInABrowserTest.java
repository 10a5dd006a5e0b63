package io.moonconnect.browser;

import java.time.Duration;
import java.util.List;

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

/** What a screen reader reads out while prices and stages change; it is little. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class AnnouncementsInABrowserTest {

    private static final Duration DELIVERY = Duration.ofMinutes(1);

    private static final String LISTEN = """
            window.heard = [];
            const announcer = document.querySelector('#announcer');
            new MutationObserver(() => heard.push(announcer.textContent)).observe(announcer, { childList: true });
            """;

    /** States of a comparison, and what is said about each. */
    private static final String SAID_OF = """
            const [states] = arguments;
            const announcer = document.querySelector('#announcer');
            return import('/best.js').then(({ bestPrice }) => {
                const announce = bestPrice(({ type }) => type);
                return states.map(([best, seconds, complete]) => {
                    const entry = (type) => [`${type}/`, { method: { type }, offer: { quote: { destination: { amount: '0.5', asset: { code: 'ETH' } } } } }];
                    announcer.textContent = '';
                    announce({ entries: new Map([entry('card'), entry('sepa')]), best, complete }, seconds * 1000);
                    return announcer.textContent;
                });
            });
            """;

    @Test
    void the_best_price_is_announced_once_although_prices_are_renewed(Shop shop, SimulatorControl moonPay) {
        Browser browser = shop.browser();
        moonPay.quoteLife(Duration.ofSeconds(3));
        shop.open("cust-ny");
        browser.script(LISTEN);
        shop.proceed();

        browser.awaitText("#activity", "setQuote");

        assertThat((List<?>) browser.script("return heard"))
                .singleElement()
                .asString()
                .matches("The best price: Apple Pay, 0[.][0-9]+ ETH[.]");
    }

    @Test
    void another_best_price_is_announced_but_not_one_after_another(Shop shop) {
        shop.open();

        assertThat(shop.browser()
                        .script(
                                SAID_OF,
                                List.of(
                                        List.of("card/", 1, false),
                                        List.of("card/", 2, true),
                                        List.of("sepa/", 3, true),
                                        List.of("card/", 4, true),
                                        List.of("sepa/", 13, true),
                                        List.of("sepa/", 30, true))))
                .isEqualTo(List.of(
                        "", "The best price: card, 0.50 ETH.", "", "", "The best price is now: sepa, 0.50 ETH.", ""));
    }

    @Test
    void the_stages_of_a_payment_are_announced_as_they_change(Shop shop, SimulatorControl moonPay) {
        Browser browser = shop.browser();
        shop.compare("cust-ny");
        browser.script(LISTEN);
        shop.payByCard();
        browser.awaitText(".stages", "under way");
        moonPay.advanceClock(DELIVERY);
        shop.awaitHeading("It is yours");

        assertThat((List<?>) browser.script("return heard"))
                .map(String::valueOf)
                .first()
                .isEqualTo("Order: done. Payment: under way.");
        assertThat((List<?>) browser.script("return heard"))
                .map(String::valueOf)
                .last()
                .asString()
                .startsWith("Payment: done.")
                .endsWith("Delivery: done. It is yours.");
    }
}
