package io.moonconnect.simulator;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.browser.AppKey;
import io.moonconnect.browser.Browser;
import io.moonconnect.browser.FrameApp;
import io.moonconnect.browser.InChromium;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.SimulatorExtension;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;

/** The frames' protocol, version 2, seen from an app of another site; and their cryptography against the RFCs. */
@ExtendWith(InChromium.class)
@Lengthy
class FrameProtocolTest {

    @RegisterExtension
    static final SimulatorExtension MOONPAY = new SimulatorExtension();

    private final Browser browser;
    private FrameApp app;

    FrameProtocolTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void openTheApp() {
        app = new FrameApp(browser, MOONPAY.base());
    }

    @AfterEach
    void closeTheApp() {
        app.close();
    }

    @Test
    void a_message_is_json_text_with_version_channel_and_kind() {
        app.embedSilently("reset", Map.of());
        app.await("handshake");

        JsonNode handshake = app.messages().get(0);

        assertThat(handshake)
                .hasToString("{\"version\":2,\"meta\":{\"channelId\":\"channel-1\"},\"kind\":\"handshake\"}");
    }

    @Test
    void an_app_that_does_not_ack_on_the_right_channel_within_five_seconds_gets_no_more_messages() {
        String clientToken = MOONPAY.control().credentials("cust-new").clientToken();
        app.embedSilently("connect", Map.of("clientToken", clientToken, "publicKey", new AppKey().publicHex()));
        app.await("handshake");

        app.send(2, "channel-2", "ack", "null");
        app.send(1, "channel-1", "ack", "null");
        browser.script("app.frame.contentWindow.postMessage('not JSON', app.origin)");
        // From a window that is not the one which embeds the frame, and of another origin.
        browser.script("""
                const stranger = document.createElement('iframe');
                stranger.srcdoc = `<script>parent.frames[0].postMessage('{"version":2,"meta":{"channelId":"channel-1"},`
                  + `"kind":"ack"}', '*')</script>`;
                stranger.sandbox = 'allow-scripts';
                document.body.append(stranger);
                """);

        browser.inFrame(FrameApp.FRAME, () -> browser.awaitText("[role=status]", "did not answer the handshake"));
        assertThat(app.kinds()).containsExactly("handshake");
    }

    @Test
    void messages_on_another_channel_are_ignored_after_the_ack_too() {
        String clientToken = MOONPAY.control().credentials("cust-7f31").clientToken();
        app.embed("buy", Map.of("clientToken", clientToken, "signature", "unheard-of"));
        assertThat(app.await("error").path("code").textValue()).isEqualTo("invalidQuote");

        app.send(2, "channel-2", "setQuote", "{\"quote\":{\"signature\":\"unheard-of\"}}");
        app.send("setQuote", "{\"quote\":{\"signature\":\"unheard-of\"}}");

        browser.until("a second error", () -> app.kinds().size() > 3 ? true : null);
        assertThat(app.kinds()).containsExactly("handshake", "ready", "error", "error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check-connection",
                "connect",
                "auth",
                "reset",
                "buy",
                "apple-pay",
                "challenge",
                "add-card",
                "widget"
            })
    void each_frame_shakes_hands(String frame) {
        app.embed(frame, Map.of());

        app.await("handshake");
        browser.until("an answer", () -> app.kinds().size() > 1 ? true : null);
        assertThat(app.kinds().get(1)).isEqualTo(frame.equals("reset") ? "complete" : "error");
    }

    @Test
    void frames_load_from_their_own_origin_only_and_can_be_embedded() {
        given().get(page("connect"))
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors http: https:"))
                .header("Cache-Control", "no-store");
    }

    @Test
    void frames_can_be_made_to_say_nothing() {
        MOONPAY.control().frames("{\"silent\":true}");

        given().get(page("check-connection")).then().statusCode(200).body(emptyString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"dark | rgb(23, 23, 31)", "light | rgb(255, 255, 255)"})
    void the_theme_parameter_outdoes_the_system(String theme, String ground) {
        browser.colourScheme(theme.equals("dark") ? "light" : "dark");
        app.embed("reset", Map.of("theme", theme));
        app.await("complete");

        browser.inFrame(FrameApp.FRAME, () -> assertThat(
                        browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(ground));
    }

    /** RFC 7748, section 6.1. */
    @ParameterizedTest
    @CsvSource({
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,"
                + "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,"
                + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    })
    void two_parties_agree_on_the_secret_of_rfc_7748(String privateKey, String publicKey) {
        // Private keys have no raw form in Web Cryptography; these bytes make one PKCS #8.
        String pkcs8 = "302e020100300506032b656e04220420" + privateKey;

        assertThat(inFrameModule("""
                        const key = await crypto.subtle.importKey(
                          'pkcs8', fromHex(first), { name: 'X25519' }, false, ['deriveBits']);
                        return toHex(await agree(key, await readPublicKey(second)));
                        """, pkcs8, publicKey))
                .isEqualTo("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    }

    /** RFC 5869, A.1 and, with empty salt and info, A.3. */
    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9,"
                + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "'', '', 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    })
    void keys_are_derived_as_in_rfc_5869(String salt, String info, String derived) {
        assertThat(inFrameModule("""
                        const secret = fromHex('0b'.repeat(22));
                        return toHex(await hkdf(secret, fromHex(first), fromHex(second), 42 * 8));
                        """, salt, info)).isEqualTo(derived);
    }

    private Object inFrameModule(String body, String first, String second) {
        browser.open(page("reset"));
        return browser.script(
                "const [first, second] = arguments;"
                        + "return import('/frames/crypto.js').then(async ({ agree, fromHex, hkdf, readPublicKey, toHex }) => {"
                        + body + "})",
                first,
                second);
    }

    private static URI page(String frame) {
        return MOONPAY.base().resolve("/platform/v1/" + frame);
    }
}
