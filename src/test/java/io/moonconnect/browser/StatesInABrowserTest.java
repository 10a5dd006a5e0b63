package io.moonconnect.browser;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import io.moonconnect.problem.ProblemType;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the reference frontend shows when a purchase does not simply go on: each state is there, and accessible. */
@QuarkusTest
@Lengthy
@TestProfile(FrontendInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith({SimulatedMoonPay.class, InChromium.class, InTheShop.class})
class StatesInABrowserTest {

    private static final Duration BEYOND_ANY_TOKEN = Duration.ofHours(2);

    /** The page's own view of a problem of each type, in the page, as it shows them all. */
    private static final String VIEWS_OF_PROBLEMS = """
            const [types] = arguments;
            return Promise.all([import('/problems.js'), import('/client/index.js')]).then(([{ problemView }, { Problem }]) => types.map(([type, status]) => {
                const problem = new Problem({ type, status, title: '' });
                const view = problemView(problem, { again() {}, reconnect() {}, change() {} });
                document.querySelector('#stage').replaceChildren(view);
                return [view.dataset.problem, view.querySelector('h1').innerText, view.querySelector('p').innerText];
            }));
            """;

    /** A stream whose every connection ends with this reason; what becomes of it, and how often it was opened. */
    private static final String LIVE = """
            const [reason, handler] = arguments;
            const events = [['methods', { methods: [], skipped: [] }], ['bye', { reason }]];
            let opened = 0;
            window.fetch = async () => {
                opened += 1;
                return new Response(events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join(''));
            };
            return import('/client/index.js').then(async ({ moonconnect }) => {
                const visit = new AbortController();
                setTimeout(() => visit.abort(), 3000);
                try {
                    for await (const event of moonconnect('').compareLive({}, { accessToken: 'token', signal: visit.signal })) {
                        if (handler === 'fails') throw new TypeError('a mistake');
                        visit.abort();
                    }
                } catch ({ name }) {
                    return [name, opened];
                }
            });
            """;

    /** Pays with a quote that is none in the real frame; the app goes on to something else as soon as that is over. */
    private static final String PAY_AND_CLOSE = """
            const [clientToken] = arguments;
            return Promise.all([import('/pay.js'), fetch('config.json').then((answer) => answer.json())])
                .then(([{ payment }, { frames }]) => new Promise((over) => {
                    const into = document.querySelector('#stage');
                    into.replaceChildren();
                    const on = { busy: (is) => is || paying.close(), expired: () => setTimeout(() => over(into.children.length)) };
                    const paying = payment({ frames, clientToken, attempt: {}, type: 'card', label: 'Pay', signature: 'none', into, accept: async () => {}, on });
                    into.querySelector('button').click();
                }));
            """;

    /**
     * Pays in a frame with its own button that reports an error of each quote but a good one, as soon as it is open. Which quotes the
     * frame was opened with; how often the app was told that they had expired, and of a problem; how many frames are left.
     */
    private static final String REFUSED_AT_ONCE = """
            const [code, good] = arguments;
            return import('/pay.js').then(async ({ payment }) => {
                const into = document.querySelector('#stage');
                into.replaceChildren();
                const turn = () => new Promise((resolve) => { setTimeout(resolve); });
                const opened = [];
                let told = 0;
                let failed = 0;
                new MutationObserver(() => {
                    const frame = into.querySelector('iframe');
                    if (!frame) return;
                    const { origin, searchParams } = new URL(frame.src);
                    const say = (kind, payload) => dispatchEvent(new MessageEvent('message', { origin, source: frame.contentWindow,
                        data: JSON.stringify({ version: 2, meta: { channelId: searchParams.get('channelId') }, kind, payload }) }));
                    opened.push(searchParams.get('signature'));
                    if (opened.length > 10) return;
                    say('handshake');
                    if (searchParams.get('signature') !== good) say('error', { code });
                }).observe(into, { childList: true });
                const on = { busy() {}, expired() { told += 1; }, problem() { failed += 1; } };
                const paying = payment({ frames: location.origin, clientToken: 'token', attempt: {}, type: 'apple_pay', label: 'Pay',
                    signature: 'first', into, accept: async () => {}, on });
                for (const quote of ['first', 'first', 'second', 'second', 'third', 'fourth']) {
                    for (let i = 0; i < 5; i += 1) await turn();
                    paying.update(quote);
                }
                for (let i = 0; i < 5; i += 1) await turn();
                const shown = into.querySelectorAll('iframe').length;
                paying.close();
                return [opened, told, failed, shown];
            });
            """;

    /** A frame that has the focus reports that it cannot have its button. Whether it was in use, and whether the app is in doubt. */
    private static final String UNAVAILABLE_IN_FOCUS = """
            return import('/pay.js').then(async ({ payment }) => {
                const into = document.querySelector('#stage');
                into.replaceChildren();
                const attempt = { unknown: false };
                const paying = payment({ frames: location.origin, clientToken: 'token', attempt, type: 'google_pay', label: 'Pay',
                    signature: 'first', into, accept: async () => {}, on: { busy() {}, unsupported: () => paying.close() } });
                await new Promise((resolve) => { setTimeout(resolve); });
                const frame = into.querySelector('iframe');
                const { origin, searchParams } = new URL(frame.src);
                const say = (kind, payload) => dispatchEvent(new MessageEvent('message', { origin, source: frame.contentWindow,
                    data: JSON.stringify({ version: 2, meta: { channelId: searchParams.get('channelId') }, kind, payload }) }));
                frame.focus();
                const { inUse } = paying;
                say('handshake');
                say('error', { code: 'googlePayUnavailable' });
                return [inUse, attempt.unknown];
            });
            """;

    /** What the calls of the service make of a proxy's answer. */
    private static final String ANSWERED_BY_A_PROXY = """
            const [status] = arguments;
            window.fetch = async () => new Response('<h1>Bad Gateway</h1>', { status, headers: { 'Content-Type': 'text/html' } });
            return import('/client/index.js').then(({ moonconnect }) =>
                moonconnect('').listAssets({}, { tries: 1 }).catch(({ retryable }) => retryable));
            """;

    /** The frame with its own button says that the device does not support it. */
    private static final String UNSUPPORTED = """
            const frame = document.querySelector('.pay iframe');
            const { origin, searchParams } = new URL(frame.src);
            const say = (kind) => dispatchEvent(new MessageEvent('message', { origin, source: frame.contentWindow,
                data: JSON.stringify({ version: 2, meta: { channelId: searchParams.get('channelId') }, kind }) }));
            say('handshake');
            say('unsupported');
            """;

    private static final String NAME_OF_A_CARD = """
            const [brand] = arguments;
            return import('/methods.js').then(({ nameOf }) => nameOf({ type: 'card', brand, last4: '0001' }));
            """;

    /** Counts what is asked for from here on. */
    private static final String NEVER_ANSWERED =
            "window.asked = 0; window.fetch = () => { asked += 1; return new Promise(() => {}); };";

    /** The page's own view of a frame's error. */
    private static final String VIEW_OF_A_FRAMES_ERROR = """
            const [error] = arguments;
            return import('/problems.js').then(({ frameProblem, problemView }) => {
                const view = problemView(frameProblem(error), { again() {}, reconnect() {}, change() {} });
                document.querySelector('#stage').replaceChildren(view);
            });
            """;

    private static final String WALLET_WITHOUT_OUR_CUSTOMERS = """
            return import('/start.js').then(({ startView }) =>
                startView([], [], null, () => {}, () => {}).querySelector('[name=wallet]').value);
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
    void a_frame_with_its_own_button_is_not_opened_again_with_a_quote_that_had_expired() {
        shop.open();

        assertThat(browser.script(REFUSED_AT_ONCE, "quoteExpired", "third"))
                .isEqualTo(List.of(List.of("first", "second", "third"), 2L, 0L, 1L));
    }

    @Test
    void a_frame_with_its_own_button_that_refuses_each_quote_is_not_opened_without_end() {
        shop.open();

        assertThat(browser.script(REFUSED_AT_ONCE, "invalidQuote", "none"))
                .isEqualTo(List.of(List.of("first", "second", "third"), 2L, 1L, 0L));
    }

    @Test
    void a_frame_that_cannot_have_its_button_leaves_no_doubt_although_it_has_the_focus() {
        shop.open();

        assertThat(browser.script(UNAVAILABLE_IN_FOCUS)).isEqualTo(List.of(true, false));
    }

    @Test
    void the_first_view_is_accessible() {
        shop.open("cust-new");
        browser.click("summary");

        Accessibility.assertNoViolations(browser);
    }

    @Test
    void a_page_that_gets_no_configuration_says_so_and_can_be_loaded_again() {
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*/config.json")));
        try {
            shop.open();
            shop.awaitHeading("The connection is lost");
            Accessibility.assertNoViolations(browser);
        } finally {
            browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));
        }
        browser.click(".actions .primary");

        shop.awaitHeading("Buy crypto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-5", "120,50", "120.505", "much", " "})
    void an_amount_that_the_service_would_refuse_is_refused_by_the_form(String amount) {
        shop.open("cust-ny");
        browser.type("[name=amount]", amount);
        shop.proceed();

        browser.element("[name=amount]:user-invalid");
        shop.awaitHeading("Buy crypto");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en; 120.50; 120.50",
                "en; 1,250.50; 1250.50",
                "en; 120,50;",
                "en; 0,500;",
                "de; 120,50; 120.50",
                "de; 120.50; 120.50",
                "de; 1.250,50; 1250.50",
                "de; 1.250; 1250",
                "de; 0.500;",
                "de; 0,00;",
                "de; 1٫250;",
                "de; 1٫25; 1.25",
                "fr; 1 250,50; 1250.50",
                "de-CH; 1'250.50; 1250.50",
                "de-CH; 120,50; 120.50",
                "ar-EG; 120.50; 120.50",
                "ar-EG; ١٢٠٫٥٠; 120.50",
                "ar-EG; ١٬٢٥٠٫٥٠; 1250.50",
                "fa; ۱۲۰; 120",
            })
    void an_amount_is_read_as_its_locale_writes_it(String locale, String typed, String amount) {
        shop.open();

        assertThat(browser.script(
                        "const [text, locale] = arguments;"
                                + "return import('/amount.js').then(({ amountOf }) => amountOf(text, locale))",
                        typed,
                        locale))
                .isEqualTo(amount);
    }

    @Test
    void the_example_of_an_amount_is_one_that_the_form_takes_also_if_the_browser_has_another_language() {
        // That of the browser, as opposed to those that its user prefers.
        browser.driver().executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", "de"));
        try {
            shop.open("cust-ny");
            browser.type("[name=amount]", "much");
            String advice = complaintOfTheAmount();
            assertThat(advice).startsWith("An amount above zero, for example ");
            browser.type("[name=amount]", advice.substring(advice.lastIndexOf(' ') + 1));
            assertThat(complaintOfTheAmount()).isEmpty();
        } finally {
            browser.driver().executeCdpCommand("Emulation.setLocaleOverride", Map.of());
        }
    }

    private String complaintOfTheAmount() {
        return browser.element("[name=amount]").getDomProperty("validationMessage");
    }

    @ParameterizedTest
    @CsvSource({"email, ada@example.com, phone", "phone, +14155550142, email"})
    void contact_is_given_as_a_pair(String given, String value, String missing) {
        shop.open("cust-new");
        browser.click("summary");
        browser.type("[name=" + given + "]", value);
        browser.click("summary");
        shop.proceed();

        browser.element("details[open] [name=" + missing + "]:user-invalid");
        shop.awaitHeading("Buy crypto");
    }

    @Test
    void spaces_around_what_is_pasted_are_taken_away() {
        shop.open("cust-ny");
        browser.type("[name=wallet]", " 0x52908400098527886E0F7030069857D2E4169EE7 ");
        browser.type("[name=amount]", " 1,250.50 ");
        shop.proceed();

        shop.awaitPrices();
        browser.awaitText(
                ".order", "You pay 1\u2009250.50 USD for ETH, sent to 0x52908400098527886E0F7030069857D2E4169EE7.");
    }

    @ParameterizedTest
    @CsvSource({
        "cust-pending, still checking",
        "cust-failed, cannot serve you",
        "cust-unavailable, Not available where you are",
        "cust-odd, Not possible right now",
        "cust-terms, terms",
        "cust-new, Connect with MoonPay"
    })
    void each_status_of_a_connection_says_what_comes_next(String customer, String heading) {
        shop.begin(customer);

        shop.awaitHeading(heading);
        Accessibility.assertNoViolations(browser);
    }

    @ParameterizedTest
    @CsvSource({
        "111111, cannot serve you",
        "222222, still checking",
        "333333, Not available where you are",
    })
    void a_connection_can_end_in_its_frame(String code, String heading) {
        shop.begin("cust-new");
        shop.connect(code);

        shop.awaitHeading(heading);
    }

    @Test
    void the_frames_with_forms_are_accessible_too() {
        shop.begin("cust-new");
        browser.inFrame(".frame-host iframe", () -> {
            browser.element("[name=email]");
            Accessibility.assertNoViolations(browser);
        });
        shop.connect("123456");
        shop.awaitPrices();
        browser.click("[data-action=add-card]");
        browser.inFrame(Shop.DIALOG, () -> {
            browser.element("[name=number]");
            Accessibility.assertNoViolations(browser);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void the_test_cards_are_read_without_scrolling(int width) {
        browser.resize(width, 800);
        shop.compare("cust-ny");
        browser.click("[data-action=add-card]");

        browser.inFrame(Shop.DIALOG, () -> {
            browser.awaitText("#cards", "4544 2491 6767 3670");
            assertThat(browser.script(
                            "return document.querySelector('#cards').getBoundingClientRect().bottom <= innerHeight"))
                    .isEqualTo(true);
        });
    }

    @Test
    void a_customer_who_may_check_out_as_a_guest_is_asked() {
        shop.open("cust-new");
        shop.giveContactAndTerms();
        shop.proceed();

        shop.awaitHeading("How would you like to pay?");
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void every_type_of_problem_has_words_of_its_own() {
        shop.open("cust-ny");

        List<List<String>> views = views(Arrays.stream(ProblemType.values())
                .map(type -> List.<Object>of(type.slug(), type.status()))
                .toList());

        assertThat(views)
                .extracting(view -> view.get(0))
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toList());
        assertThat(views).allSatisfy(view -> {
            assertThat(view.get(1)).isNotBlank();
            assertThat(view.get(2)).isNotBlank();
        });
        assertThat(spokenOfByName(views)).containsExactlyInAnyOrder(ProblemType.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreachable", "authorization-failed", "unsupported-environment"})
    void every_type_of_problem_that_the_client_makes_has_words_of_its_own(String type) {
        shop.open("cust-ny");

        List<List<String>> views = views(List.of(List.of(type, 0), List.of("never-heard-of", 0)));

        assertThat(views.get(0)).first().isEqualTo(type);
        assertThat(views.get(0)).doesNotContainAnyElementsOf(views.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "429, moonpay-busy, MoonPay is busy, Try again",
        "500, moonpay-unavailable, MoonPay cannot be reached, Try again",
        "400, moonpay-rejected, MoonPay does not accept this, Change the order",
    })
    void a_session_that_is_refused_says_why_and_what_can_be_done(
            int status, String type, String heading, String button) {
        moonPay.status("createSession", status);
        shop.begin("cust-ny");

        shop.awaitHeading(heading);
        browser.awaitText(".message .actions", button);
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void a_token_that_may_not_do_this_is_no_matter_of_the_order() {
        shop.begin("cust-forbidden");

        shop.awaitHeading("MoonPay does not allow this");
        browser.awaitText(".message .primary", "Connect again");
        assertThat(browser.text(".message"))
                .contains("It is nothing in your order.")
                .doesNotContain("Change the order", "Not allowed for this token");
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void a_price_that_is_forbidden_is_no_matter_of_the_order_either() {
        moonPay.add(SimulatorFault.status("getBuyQuote", 403, "Not in this region."));
        shop.begin("cust-ny");

        browser.awaitText(Shop.STATUS, "MoonPay does not let you pay with any of your payment methods.");
        browser.awaitText(Shop.CARD + " .rate", "MoonPay does not let you pay with this method.");
        assertThat(browser.text(".card")).doesNotContain("Change the order", "Ask again", "Prices are live", "region");
        browser.click(Shop.CARD + " summary");
        browser.awaitText(Shop.CARD + " details", "Not in this region.");
    }

    @Test
    void a_token_that_is_over_from_the_start_asks_to_connect_again() {
        shop.begin("cust-expired-token");

        browser.element("[data-problem='moonpay-token-rejected']");
        browser.awaitText(".message .primary", "Connect again");
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void a_token_that_ends_while_prices_are_compared_asks_to_connect_again_and_goes_on() {
        shop.compare("cust-ny");
        moonPay.advanceClock(BEYOND_ANY_TOKEN);
        browser.click(Shop.CARD + " label");

        browser.element("[data-problem='moonpay-token-rejected']");
        browser.awaitText(".message", "Nothing has been paid.");
        browser.click(".message .primary");

        shop.awaitPrices();
    }

    @Test
    void a_token_that_ends_before_the_payment_asks_to_connect_again() {
        shop.compare("cust-ny");
        shop.choose(Shop.CARD);
        moonPay.advanceClock(BEYOND_ANY_TOKEN);
        browser.click(Shop.PAY);

        browser.element("[data-problem='moonpay-token-rejected']");
        browser.awaitText(".message", "Nothing has been paid.");
    }

    @Test
    void a_token_that_ends_while_a_payment_is_followed_loses_nothing() {
        shop.compare("cust-stuck");
        shop.payByCard();
        moonPay.advanceClock(BEYOND_ANY_TOKEN);

        browser.element("[data-problem='moonpay-token-rejected']");
        browser.awaitText(".message", "Your payment goes on without this page.");
        browser.click(".message .primary");

        shop.awaitTransaction();
        shop.awaitHeading("On its way");
    }

    @Test
    void a_browser_at_another_address_than_the_session_sees_an_error() {
        moonPay.frames("{\"checkAddress\":true}");
        shop.begin("cust-ny");

        shop.awaitHeading("Your network has changed");
    }

    @Test
    void a_frame_that_does_not_load_is_shown_as_an_error() {
        moonPay.frames("{\"silent\":true}");
        shop.begin("cust-ny");

        shop.awaitHeading("MoonPay’s frame does not load");
        moonPay.frames("{\"silent\":false}");
        browser.click(".message .primary");

        shop.awaitPrices();
    }

    @Test
    void a_method_without_a_price_says_why_and_the_others_go_on() {
        moonPay.add(SimulatorFault.status("getBuyQuote", 500).forPaymentMethod("card"));
        shop.compare("cust-ny");

        browser.awaitText(Shop.CARD + " .amount", "no price");
        browser.awaitText(Shop.CARD + " .rate", "MoonPay cannot be reached");
        browser.element(Shop.FRAME_OF_THE_BUTTON);
        Accessibility.assertNoViolations(browser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00", "99999.00"})
    void an_amount_that_cannot_be_bought_leads_to_another_order(String amount) {
        shop.open("cust-ny");
        browser.type("[name=amount]", amount);
        shop.proceed();

        browser.awaitText(Shop.CARD + " .rate", "This amount or currency cannot be bought with this method.");
        browser.awaitText(Shop.STATUS, "This amount or currency cannot be bought with any of your payment methods.");
        assertThat(browser.text(Shop.STATUS)).doesNotContain("Ask again");
        assertThat(browser.text(".methods")).doesNotContain("source.amount");
        browser.click(Shop.CARD + " summary");
        browser.awaitText(Shop.CARD + " details", "source.amount ");
        Accessibility.assertNoViolations(browser);
        browser.click(Shop.CARD + " .link");
        browser.element("[name=amount]");
    }

    @Test
    void a_currency_in_which_nothing_sells_leads_to_another_order() {
        shop.open("cust-ny");
        browser.click("option[value=CHF]");
        shop.proceed();

        browser.awaitText(Shop.STATUS, "This amount or currency cannot be bought with any of your payment methods.");
        Accessibility.assertNoViolations(browser);
        browser.click(Shop.STATUS + " button");
        browser.element("[name=amount]");
    }

    @Test
    void a_guest_whose_device_lacks_apple_pay_is_not_told_that_it_is_the_order() {
        shop.open("cust-new");
        shop.giveContactAndTerms();
        shop.proceed();
        shop.awaitHeading("How would you like to pay?");
        browser.click(".message .primary");
        shop.awaitPrices();
        browser.element(Shop.FRAME_OF_THE_BUTTON);
        browser.script(UNSUPPORTED);

        browser.awaitText(Shop.STATUS, "None of your payment methods works on this device.");
        Accessibility.assertNoViolations(browser);
        browser.click(Shop.STATUS + " button");
        browser.element("[name=amount]");
    }

    @Test
    void one_method_that_refuses_the_amount_leaves_the_others() {
        moonPay.add(SimulatorFault.status("getBuyQuote", 422, "The minimum is 150 USD.")
                .forPaymentMethod("card"));
        shop.compare("cust-ny");

        browser.awaitText(Shop.CARD + " .rate", "This amount or currency cannot be bought with this method.");
        assertThat(browser.text(Shop.CARD)).contains("Change the order").doesNotContain("150");
        browser.element(Shop.FRAME_OF_THE_BUTTON);
    }

    @Test
    void prices_are_not_live_while_every_price_is_over() {
        moonPay.quoteLife(Duration.ofSeconds(4));
        shop.compare("cust-ny");
        moonPay.status("getBuyQuote", 500);

        browser.awaitText(Shop.STATUS, "Every price is over.");
        browser.element(".pay[inert]");
        Accessibility.assertNoViolations(browser);
        moonPay.quoteLife(Duration.ofMinutes(5));
        moonPay.clearFaults();

        browser.awaitText(Shop.STATUS, "Prices are live.");
    }

    @Test
    void a_reason_of_moonpays_is_shown_under_details_only() {
        shop.begin("cust-new");
        shop.connect("111111");

        shop.awaitHeading("cannot serve you");
        String folded = browser.text(".message");
        browser.click(".message summary");
        assertThat(browser.text(".message details p")).isNotEmpty();
        assertThat(folded).doesNotContain(browser.text(".message details p"));
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void where_there_is_no_price_at_all_it_can_be_asked_for_again() {
        moonPay.status("getBuyQuote", 500);
        shop.begin("cust-ny");

        browser.awaitText(Shop.STATUS, "There is no price to be had right now.");
        Accessibility.assertNoViolations(browser);
        moonPay.clearFaults();
        browser.click(Shop.STATUS + " button");

        shop.awaitPrices();
    }

    @Test
    void prices_that_are_lost_say_so_are_not_paid_and_come_back() {
        moonPay.quoteLife(Duration.ofSeconds(4));
        shop.compare("cust-ny");

        shop.cutTheLine();
        browser.awaitText(Shop.STATUS, "Trying again in ");
        browser.awaitText(".countdown", "Price is over");
        browser.element(".pay[inert]");
        Accessibility.assertNoViolations(browser);
        moonPay.quoteLife(Duration.ofSeconds(30));
        shop.mendTheLine();

        shop.awaitPrices();
        shop.payByCard();
    }

    @Test
    void a_choice_whose_price_is_over_can_be_made_again() {
        moonPay.quoteLife(Duration.ofSeconds(4));
        shop.compare("cust-ny");
        browser.script(NEVER_ANSWERED);
        shop.cutTheLine();
        browser.awaitText(Shop.APPLE_PAY + " .countdown", "Choose it for a new one.");
        awaitAsked(1);

        browser.click(Shop.APPLE_PAY + " label");

        awaitAsked(2);
    }

    @Test
    void a_payment_whose_stream_is_lost_says_so_and_is_followed_on() {
        shop.compare("cust-ny");
        shop.payByCard();

        shop.cutTheLine();
        browser.awaitText(Shop.STATUS, "The connection is lost.");
        Accessibility.assertNoViolations(browser);
        moonPay.advanceClock(Duration.ofMinutes(1));
        shop.mendTheLine();

        shop.awaitHeading("It is yours");
    }

    @Test
    void an_unreachable_service_is_shown_as_an_error() {
        shop.open("cust-ny");
        shop.cutTheLine();
        shop.proceed();

        browser.element("[data-problem='unreachable']");
        Accessibility.assertNoViolations(browser);
        shop.mendTheLine();
        browser.click(".message .primary");

        shop.awaitPrices();
    }

    @Test
    void a_browser_without_the_keys_that_it_takes_is_told_so() {
        shop.open("cust-ny");
        browser.script("crypto.subtle.generateKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))");
        shop.proceed();

        browser.element("[data-problem='unsupported-environment']");
        shop.awaitHeading("This browser is too old");
        Accessibility.assertNoViolations(browser);
    }

    @Test
    void a_failure_of_the_page_itself_is_shown_by_its_name_alone() {
        shop.open("cust-ny");
        browser.script("crypto.subtle.exportKey = () => Promise.reject(new DOMException('secret', 'OperationError'))");
        shop.proceed();

        browser.element("[data-problem='internal']");
        browser.awaitText("#activity", "internal (OperationError)");
        assertThat(browser.text("body")).doesNotContain("secret");
    }

    @Test
    void a_page_of_another_site_than_the_frames_whose_storage_is_blocked_works() throws Exception {
        try (Browser strict = Browser.withoutStorage()) {
            shop.at("127.0.0.1", strict).begin("cust-new");
            strict.awaitText("h1", "Connect with MoonPay");
            assertThatThrownBy(() -> strict.inFrame(".frame-host iframe", () -> strict.script("localStorage.length")))
                    .hasMessageContaining("Access is denied");
            shop.at("127.0.0.1", strict).connect("123456");
            strict.awaitText(Shop.STATUS, "Prices are live");
        }
    }

    @Test
    void a_page_under_a_name_that_the_service_does_not_allow_says_what_to_open() {
        Shop elsewhere = shop.at("shop.localhost", browser);
        elsewhere.open();

        browser.awaitText(".message", "Open http://localhost:");
        browser.click(".message a");
        browser.element("form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic", "validationError", "neverHeardOf"})
    void an_error_of_a_frame_is_not_the_customers_fault(String code) {
        shop.open("cust-ny");
        browser.script(VIEW_OF_A_FRAMES_ERROR, Map.of("code", code, "message", "Whatever MoonPay says"));

        shop.awaitHeading("MoonPay’s frame reports an error");
        browser.awaitText(".message .primary", "Try again");
        assertThat(browser.text(".message")).doesNotContain("order", "Whatever");
        browser.click(".message summary");
        browser.awaitText(".message details", "Whatever MoonPay says");
    }

    @Test
    void an_answer_that_is_not_json_is_not_the_services() {
        shop.open("cust-ny");
        browser.script("window.fetch = async () => new Response('<h1>Welcome</h1>')");
        shop.proceed();

        browser.element("[data-problem='unreachable']");
    }

    @Test
    void a_mistake_in_what_is_made_of_events_is_no_lost_connection() {
        shop.open("cust-ny");

        assertThat(browser.script(LIVE, "max-life", "fails")).isEqualTo(List.of("TypeError", 1L));
    }

    @Test
    void a_stream_that_its_own_last_event_ends_is_not_opened_again() {
        shop.open("cust-ny");

        assertThat(browser.script(LIVE, "max-life", "ends")).isEqualTo(List.of("AbortError", 1L));
    }

    @ParameterizedTest
    @CsvSource({"429, true", "502, true", "503, true", "504, true", "403, false", "404, false"})
    void what_a_proxy_says_for_want_of_a_service_is_asked_for_again(int status, boolean again) {
        shop.open("cust-ny");

        assertThat(browser.script(ANSWERED_BY_A_PROXY, status)).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({
        "visa, Visa •••• 0001",
        "maestro, Maestro •••• 0001",
        "american_express, American Express •••• 0001",
        "not_known_yet, Not Known Yet •••• 0001"
    })
    void a_card_is_named_by_its_brand(String brand, String name) {
        shop.open("cust-ny");

        assertThat(browser.script(NAME_OF_A_CARD, brand)).isEqualTo(name);
    }

    @Test
    void a_payment_that_was_closed_leaves_no_button() {
        shop.open("cust-ny");

        assertThat(browser.script(PAY_AND_CLOSE, moonPay.credentials("cust-ny").clientToken()))
                .isEqualTo(0L);
    }

    @Test
    void a_wallet_is_filled_in_for_the_simulators_customers_only() {
        shop.open("cust-ny");

        assertThat(browser.element("[name=wallet]").getDomProperty("value")).startsWith("0x");
        assertThat(browser.script(WALLET_WITHOUT_OUR_CUSTOMERS)).isEqualTo("");
    }

    @Test
    void a_button_brings_the_simulator_back_to_its_start() {
        moonPay.status("createSession", 500);
        shop.begin("cust-ny");
        shop.awaitHeading("MoonPay cannot be reached");

        browser.click("[data-action=reset]");
        shop.awaitHeading("Buy crypto");
        shop.proceed();

        shop.awaitPrices();
    }

    @Test
    void a_button_in_use_survives_the_end_of_the_prices_and_the_page_claims_no_outcome() {
        shop.compare("cust-ny");
        browser.inFrame(Shop.FRAME_OF_THE_BUTTON, () -> browser.element("button:enabled"));
        browser.until("the focus in the frame", () -> {
            browser.press(Keys.TAB);
            return "IFRAME".equals(browser.script("return document.activeElement.tagName")) ? true : null;
        });
        moonPay.advanceClock(BEYOND_ANY_TOKEN);
        shop.cutTheLine();
        shop.mendTheLine();

        browser.awaitText(Shop.STATUS, "Prices stand still.");
        assertThat(browser.elementsNow(Shop.FRAME_OF_THE_BUTTON)).hasSize(1);
        browser.click(Shop.STATUS + " button");

        browser.element("[data-problem='moonpay-token-rejected']");
        browser.awaitText(".message", "We do not know whether it was paid.");
    }

    private void awaitAsked(long times) {
        browser.until(
                "the service to be asked " + times + " times",
                () -> browser.script("return asked").equals(times) ? true : null);
    }

    /** The types that the page does not treat as one that it has never heard of. */
    private List<ProblemType> spokenOfByName(List<List<String>> views) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> isFallback(type) || differs(type, views.get(type.ordinal())))
                .toList();
    }

    private boolean differs(ProblemType type, List<String> view) {
        List<String> unheardOf =
                views(List.of(List.of("never-heard-of", type.status()))).get(0);
        return !view.subList(1, 3).equals(unheardOf.subList(1, 3));
    }

    private static boolean isFallback(ProblemType type) {
        return type == ProblemType.INTERNAL || type == ProblemType.INVALID_REQUEST;
    }

    @SuppressWarnings("unchecked")
    private List<List<String>> views(List<List<Object>> types) {
        return (List<List<String>>) browser.script(VIEWS_OF_PROBLEMS, types);
    }
}
