package io.moonconnect.browser;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose messages the reference frontend believes: those of its frame's window, origin, version and channel. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class MessagesInABrowserTest {

    private static final String CONNECT = ".frame-host iframe";

    /** Counts what reaches the page, after the page's own ear for it. */
    private static final String LISTEN = """
            window.heard = 0;
            addEventListener('message', ({ data }) => { heard += data.includes('complete') ? 1 : 0; });
            return new URL(document.querySelector(arguments[0]).src).searchParams.get('channelId');
            """;

    private static final String SAY = """
            const [channelId, version] = arguments;
            const message = { version, meta: { channelId }, kind: 'complete', payload: { status: 'pending' } };
            parent.postMessage(JSON.stringify(message), '*');
            """;

    private static final String ANOTHER_FRAME = """
            const other = document.createElement('iframe');
            other.name = 'other';
            other.src = document.querySelector(arguments[0]).src;
            document.body.append(other);
            """;

    private static final String LEAD_ELSEWHERE = "document.querySelector(arguments[0]).src = 'about:blank'";

    private Shop shop;
    private Browser browser;
    private String channel;

    @BeforeEach
    void showTheFrameOfAConnection(Shop shop) {
        this.shop = shop;
        this.browser = shop.browser();
        shop.begin("cust-new");
        browser.awaitText("#activity", "connect: ready");
        channel = (String) browser.script(LISTEN, CONNECT);
    }

    @Test
    void its_own_frame_is_believed() {
        browser.inFrame(CONNECT, () -> browser.script(SAY, channel, 2));

        shop.awaitHeading("MoonPay is still checking");
    }

    @Test
    void the_page_itself_with_the_right_channel_is_not() {
        browser.script(SAY, channel, 2);

        assertNotBelieved();
    }

    @Test
    void another_frame_of_the_same_origin_with_the_right_channel_is_not() {
        browser.script(ANOTHER_FRAME, CONNECT);
        browser.inFrame("iframe[name=other]", () -> browser.script(SAY, channel, 2));

        assertNotBelieved();
    }

    @Test
    void its_own_frame_that_was_led_to_another_origin_is_not() {
        browser.script(LEAD_ELSEWHERE, CONNECT);
        browser.inFrame(CONNECT, () -> {
            browser.until(
                    "to be elsewhere",
                    () -> browser.script("return location.href").equals("about:blank") ? true : null);
            browser.script(SAY, channel, 2);
        });

        assertNotBelieved();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void its_own_frame_in_another_version_is_not(int version) {
        browser.inFrame(CONNECT, () -> browser.script(SAY, channel, version));

        assertNotBelieved();
    }

    @Test
    void its_own_frame_on_another_channel_is_not() {
        browser.inFrame(CONNECT, () -> browser.script(SAY, "another", 2));

        assertNotBelieved();
    }

    /** A frame that is believed is taken away at once. */
    private void assertNotBelieved() {
        browser.until(
                "what was said to be heard",
                () -> browser.script("return heard").equals(1L) ? true : null);
        assertThat(browser.elementsNow(CONNECT)).hasSize(1);
        assertThat(browser.text("h1")).isEqualTo("Connect with MoonPay");
    }
}
