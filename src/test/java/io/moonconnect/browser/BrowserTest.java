package io.moonconnect.browser;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/** The harness itself: a page is shown, clicked at and looked into, and nothing is left for the next test. */
@ExtendWith(InChromium.class)
@Lengthy
class BrowserTest {

    private static final URI PAGE = page("""
            <!doctype html><button onclick="document.body.append('clicked')">Go</button><input id="in">
            <iframe srcdoc="<p id=inner>within</p>"></iframe>
            """);

    @Test
    void a_page_is_clicked_typed_into_and_read(Browser browser) {
        browser.open(PAGE);

        browser.click("button");
        browser.type("#in", "typed");

        browser.awaitText("body", "clicked");
        assertThat(browser.element("#in").getDomProperty("value")).isEqualTo("typed");
        browser.inFrame("iframe", () -> assertThat(browser.text("#inner")).isEqualTo("within"));
        assertThat(browser.script("return Promise.resolve(7)")).isEqualTo(7L);
    }

    @Test
    void a_colour_scheme_is_taken_on(Browser browser) {
        browser.open(PAGE);
        browser.colourScheme("dark");

        assertThat(browser.script("return matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(true);
    }

    @Test
    void each_test_has_a_tab_of_its_own(Browser browser) {
        assertThat(browser.driver().getWindowHandles()).hasSize(1);
        assertThat(browser.driver().getCurrentUrl()).isEqualTo("about:blank");
    }

    private static URI page(String html) {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        return URI.create("data:text/html;base64," + Base64.getEncoder().encodeToString(bytes));
    }
}
