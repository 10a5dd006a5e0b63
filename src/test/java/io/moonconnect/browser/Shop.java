package io.moonconnect.browser;

import java.net.URI;
import java.util.List;

import io.moonconnect.testing.TcpGate;

import static org.assertj.core.api.Assertions.assertThat;

/** A customer's hand on the reference frontend, and the test's on the line between the page and the service. */
final class Shop {

    static final String CARD = "[data-method^='card/']";
    static final String APPLE_PAY = "[data-method='apple_pay/']";
    static final String STATUS = ".live";
    static final String PAY = ".pay-button";
    static final String FRAME_OF_THE_BUTTON = ".pay iframe";
    static final String DIALOG = "dialog iframe";

    /** The data that a page can leave in a browser, and its address. */
    private static final String LEFT_BEHIND = """
            return Promise.all([indexedDB.databases(), caches.keys()]).then(([databases, names]) =>
                [localStorage.length, sessionStorage.length, databases.length, names.length, document.cookie, location.href]);
            """;

    /** Whether a text can be seen to its end. */
    private static final String WHOLE = """
            const text = document.querySelector(arguments[0]);
            return text.scrollHeight <= text.clientHeight && text.scrollWidth <= text.clientWidth;
            """;

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

    /** The first view, with the customer chosen. */
    void open(String customer) {
        open();
        browser.click("option[value='" + customer + "']");
    }

    void proceed() {
        browser.click("form .primary");
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

    /** In the frame that is the button of Apple Pay; the sheet is approved or not. */
    void tapApplePay(boolean approved) {
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

    void assertNothingLeftBehind() {
        assertThat(browser.script(LEFT_BEHIND)).isEqualTo(List.of(0L, 0L, 0L, 0L, "", page + "/"));
        assertThat(browser.driver().manage().getCookies()).isEmpty();
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
