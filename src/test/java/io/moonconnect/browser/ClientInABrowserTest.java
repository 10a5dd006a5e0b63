package io.moonconnect.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WindowType;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** The npm package in Chromium, on the origin of the reference frontend. Its other tests run in Node.js. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class ClientInABrowserTest {

    private static final Path README = Path.of("src/client/README.md");
    private static final Pattern EXAMPLE = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
    private static final int TABS = 7;
    private static final String CHALLENGE = "iframe[src*='/challenge']";
    private static final Duration DELIVERY = Duration.ofMinutes(1);

    /** Imports a module's text, as if a file of the page had it, and buys with it. */
    private static final String RUN = """
            window.lines = [];
            return (async (text, externalCustomerId) => {
                const module = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
                const { api, frames } = await (await fetch('config.json')).json();
                const session = await (await fetch(api + '/v1/sessions', {
                    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ externalCustomerId }) })).json();
                const purchase = { source: { asset: { code: 'USD' }, amount: '75.00' }, destination: { asset: { code: 'ETH' } },
                    wallet: { address: '0x52908400098527886E0F7030069857D2E4169EE7' } };
                const agree = async (texts) => lines.push(`Agreed: ${texts.map(({ id }) => id)}`);
                module.buy({ service: api, frames, session, externalCustomerId, purchase, into: document.body, agree, tell: (line) => lines.push(line) })
                    .catch((failure) => lines.push(String(failure)));
            })(...arguments);
            """;

    /** As on React Native. */
    private static final String WITHOUT_BODY = "delete Response.prototype.body; window.byXhr = 0;"
            + "const send = XMLHttpRequest.prototype.send;"
            + "XMLHttpRequest.prototype.send = function (body) { window.byXhr += 1; send.call(this, body); };";

    private static final String ACCEPTANCES =
            "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/acceptances')).length";

    private Browser browser;

    @BeforeEach
    void open(Shop shop) {
        browser = shop.browser();
        browser.open(URI.create("about:blank"));
        browser.driver().executeCdpCommand("Page.setBypassCSP", Map.of("enabled", true));
        shop.open();
        browser.element("form");
    }

    @Test
    void the_example_of_the_readme_buys_and_follows_to_the_end(SimulatorControl moonPay) throws IOException {
        buyToTheEnd("cust-ny", moonPay);

        assertThat(lines())
                .anyMatch(line -> line.matches("(?s)apple_pay: [0-9.,]+.ETH"))
                .anyMatch(line -> line.startsWith("Agreed: us-"));
        assertThat(browser.script(ACCEPTANCES))
                .as("before and after the payment")
                .isEqualTo(2L);
    }

    @Test
    void the_example_of_the_readme_shows_a_challenge(SimulatorControl moonPay) throws IOException {
        buy("cust-challenge");
        browser.inFrame(CHALLENGE, () -> browser.click("#approve:enabled"));

        followToTheEnd(moonPay);

        assertThat(browser.elementsNow("iframe")).isEmpty();
    }

    @Test
    void the_example_of_the_readme_tells_that_a_challenge_was_left() throws IOException {
        buy("cust-challenge");
        browser.inFrame(CHALLENGE, () -> browser.click("#cancel:enabled"));

        await("Frame: cancelled");
        assertThat(browser.elementsNow("iframe")).isEmpty();
    }

    @Test
    void without_a_body_of_responses_events_come_by_xml_http_request(SimulatorControl moonPay) throws IOException {
        browser.script(WITHOUT_BODY);

        buyToTheEnd("cust-ny", moonPay);

        assertThat((Long) browser.script("return byXhr")).isGreaterThanOrEqualTo(2);
    }

    /** A browser opens six connections to an HTTP/1.1 origin, so the streams of hidden tabs must have ended. */
    @Test
    void seven_tabs_show_live_prices_one_after_the_other_and_again(Shop shop) {
        WebDriver.TargetLocator tabs = browser.driver().switchTo();
        List<String> handles = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
            handles.add(tabs.newWindow(WindowType.TAB).getWindowHandle());
            shop.compare("cust-ny");
        }

        tabs.window(handles.get(0));
        shop.awaitPrices();

        handles.subList(1, TABS).forEach(handle -> tabs.window(handle).close());
        tabs.window(handles.get(0));
    }

    private void buyToTheEnd(String customer, SimulatorControl moonPay) throws IOException {
        buy(customer);
        followToTheEnd(moonPay);
    }

    private void buy(String customer) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(README));
        assertThat(example.find()).isTrue();
        browser.script(RUN, example.group(1), customer);
    }

    private void followToTheEnd(SimulatorControl moonPay) {
        await("Transaction: pending");
        moonPay.advanceClock(DELIVERY);
        await("Transaction: completed");
    }

    private void await(String line) {
        browser.until(line, () -> lines().contains(line) ? true : null);
    }

    private List<String> lines() {
        return ((List<?>) browser.script("return lines"))
                .stream().map(String::valueOf).toList();
    }
}
