package io.moonconnect.browser;

import java.net.URI;
import java.util.List;

import io.moonconnect.testing.TcpGate;

import static org.assertj.core.api.Assertions.assertThat;

/** A customer's hand on the reference frontend, and the test's on the line between the page and the service. */
final class Shop {

    static final String CARD = "[data-method^='card/']";
    static final String APPLE_PAY = "[data-method='apple_pay/']";
    static final String GOOGLE_PAY = "[data-method='google_pay/']";
    static final String SEPA = "[data-method='sepa/']";
    static final String STATUS = ".live";
    static final String PAY = ".pay-button";
    static final String FRAME_OF_THE_BUTTON = ".pay iframe";
    static final String DIALOG = "dialog iframe";

    /** The data that a page can leave in a browser, and its address. */
    private static final String LEFT_BEHIND = """
            return Promise.all([indexedDB.databases(), caches.keys()]).then(([databases, names]) =>
                [localStorage.length, databases.length, names.length, document.cookie, location.href]);
            """;

    /** The names of all that is in the storage of the tab. */
    private static final String KEPT = """
            const names = (value) => (value === null || typeof value !== 'object' ? []
                : Object.entries(value).flatMap(([name, inner]) => [...(Array.isArray(value) ? [] : [name]), ...names(inner)]));
            return [...new Set(Object.entries(sessionStorage).flatMap(([name, value]) => [name, ...names(JSON.parse(value))]))];
            """;

    /** Whether a text can be seen to its end. */
    private static final String WHOLE = """
            const text = document.querySelector(arguments[0]);
            return text.scrollHeight <= text.clientHeight && text.scrollWidth <= text.clientWidth;
            """;

    private static final List<String> KEPT_NAMES = List.of(
            ("receipt unknown customer externalCustomerId purchase source destination wallet asset code name precision amount address at"
                            + " transaction id createdAt status stages kind failureReason attempt looked since"
                            + " acceptance paymentMethod type")
                    .split(" "));

    private final Browser browser;
    private final URI page;
    private final TcpGate line;

    Shop(Browser browser, URI page, TcpGate line) {
        this.browser = browser;
        this.page = page;
        this.line = line;
    }

    Browser browser() {
        return browser;
    }

    /** The same page under another name of this machine, in another browser. */
    Shop at(String host, Browser other) {
        return new Shop(other, URI.create("http://" + host + ":" + page.getPort()), line);
    }

    /** Begins to buy as one of the simulator's customers. */
    void begin(String customer) {
        open(customer);
        proceed();
    }

    void open() {
        browser.open(page);
    }

    void reload() {
        browser.driver().navigate().refresh();
    }

    /** The first view, with the customer chosen. */
    void open(String customer) {
        open();
        browser.click("option[value='" + customer + "']");
    }

    void proceed() {
        browser.click("form .primary");
    }

    /** As {@link #compare}, with euros. */
    void compareInEuros(String customer) {
        open(customer);
        browser.click("option[value='EUR']");
        proceed();
        awaitPrices();
    }

    /** Begins, and waits for the prices. */
    void compare(String customer) {
        begin(customer);
        awaitPrices();
    }

    /** Until the prices that were asked for last are all there. */
    void awaitPrices() {
        browser.element(".methods[aria-busy=false]");
        browser.awaitText(STATUS, "Prices are live");
    }

    /** Chooses the method, and waits until its price is kept fresh. */
    void choose(String method) {
        browser.click(method + " label");
        awaitPrices();
    }

    /** In the frame that is the button of the chosen method; the sheet is approved or not. */
    void tap(boolean approved) {
        browser.inFrame(FRAME_OF_THE_BUTTON, () -> {
            browser.click("button:enabled");
            browser.answer(approved);
        });
    }

    /** The fields that make a new customer a guest, in the first view. */
    void giveContactAndTerms() {
        browser.click("summary");
        browser.type("[name=email]", "ada@example.com");
        browser.type("[name=phone]", "+14155550142");
        browser.click("[name=terms]");
    }

    /** Begins to pay by card; where that leads is another matter. */
    void pressPay() {
        choose(CARD);
        browser.click(PAY);
    }

    /** Pays by card, up to the view of the transaction. */
    void payByCard() {
        pressPay();
        awaitTransaction();
    }

    void awaitTransaction() {
        browser.element("[data-transaction]");
    }

    void awaitHeading(String words) {
        browser.awaitText("h1", words);
    }

    /** In the visible frame of a connection. */
    void connect(String code) {
        browser.inFrame(".frame-host iframe", () -> {
            browser.type("[name=email]", "ada@example.com");
            browser.click("#email-form .primary");
            browser.type("[name=code]", code);
            browser.click("#code-form .primary");
        });
    }

    /** Of the quote that the frame which is paying was opened with. */
    String signatureOfThePayment() {
        return (String) browser.script("const { src } = document.querySelector('.pay iframe');"
                + "return new URL(src).searchParams.get('signature');");
    }

    /** In the dialog that adds a card. */
    void giveCard() {
        browser.inFrame(DIALOG, () -> {
            browser.type("[name=number]", "4485040371536584");
            browser.type("[name=expiry]", "12/2031");
            browser.type("[name=cvc]", "123");
            browser.click(".primary");
        });
    }

    /** The text is there, word for word as the sample catalogue has it, with its link, and nothing of it is cut off. */
    void assertText(String id) {
        String text = "[data-disclosure='" + id + "'] p";
        assertThat(browser.text(text)).isEqualTo(SampleTexts.english(id));
        assertThat(browser.script(WHOLE, text)).isEqualTo(true);
        assertThat(browser.element(text + " a").getDomProperty("href"))
                .isEqualTo("https://www.moonpay.com/legal/terms");
    }

    /** Nothing but what a receipt, or an order in doubt, is made of: no credential, key or contact. */
    void assertNothingConfidentialLeftBehind() {
        assertThat(browser.script(LEFT_BEHIND)).isEqualTo(List.of(0L, 0L, 0L, "", page + "/"));
        assertThat(browser.driver().manage().getCookies()).isEmpty();
        assertThat((List<?>) browser.script(KEPT))
                .map(String::valueOf)
                .isNotEmpty()
                .isSubsetOf(KEPT_NAMES);
    }

    /** Simulates that the service is gone: open connections break, and new ones are refused. */
    void cutTheLine() {
        line.refuse();
        line.closeConnections();
    }

    void mendTheLine() {
        line.open();
    }
}
