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

    /** In the frame, which it is said by, or in the page, to which it is said. */
    private static final String SAY = """
            const [channelId, version, target] = arguments;
            const message = { version, meta: { channelId }, kind: 'complete', payload: { status: 'pending' } };
            window[target].postMessage(JSON.stringify(message), '*');
            // What was said before is heard before.
            return new Promise((heard) => setTimeout(heard));
            """;

    /** What the frame says comes to the page in order, so this is the sign that it has heard all before. */
    private static final String SAY_READY = """
            const message = { version: 2, meta: { channelId: arguments[0] }, kind: 'ready' };
            parent.postMessage(JSON.stringify(message), '*');
            """;

    private static final String COUNT_READY =
            "return [...document.querySelectorAll('#activity li')].filter((li) => li.textContent.includes('connect: ready')).length";

    private Shop shop;
    private Browser browser;
    private String channel;

    @BeforeEach
    void showTheFrameOfAConnection(Shop shop) {
        this.shop = shop;
        this.browser = shop.browser();
        shop.begin("cust-new");
        browser.awaitText("#activity", "connect: ready");
        channel = (String) browser.script(
                "return new URL(document.querySelector('" + CONNECT + "').src).searchParams.get('channelId')");
    }

    @Test
    void its_own_frame_is_believed() {
        browser.inFrame(CONNECT, () -> browser.script(SAY, channel, 2, "parent"));

        shop.awaitHeading("MoonPay is still checking");
    }

    @Test
    void another_window_with_the_right_channel_is_not() {
        browser.script(SAY, channel, 2, "self");

        assertNotBelieved();
    }

    @Test
    void a_frame_of_another_origin_with_the_right_channel_is_not() {
        browser.script("""
                const other = document.createElement('iframe');
                other.name = 'other';
                other.src = document.querySelector(arguments[0]).src.replace('localhost', '127.0.0.1');
                document.body.append(other);
                """, CONNECT);
        browser.inFrame("iframe[name=other]", () -> browser.script(SAY, channel, 2, "parent"));

        assertNotBelieved();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void its_own_frame_in_another_version_is_not(int version) {
        browser.inFrame(CONNECT, () -> browser.script(SAY, channel, version, "parent"));

        assertNotBelieved();
    }

    @Test
    void its_own_frame_on_another_channel_is_not() {
        browser.inFrame(CONNECT, () -> browser.script(SAY, "another", 2, "parent"));

        assertNotBelieved();
    }

    private void assertNotBelieved() {
        browser.inFrame(CONNECT, () -> browser.script(SAY_READY, channel));
        browser.until(
                "all that was said to be heard",
                () -> browser.script(COUNT_READY).equals(2L) ? true : null);
        assertThat(browser.text("h1")).isEqualTo("Connect with MoonPay");
    }
}
