package io.moonconnect.browser;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.openqa.selenium.Alert;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.awaitility.Awaitility.await;

/** A test's hand on a page in Chromium: every look waits until the page is so far, and fails after a while. */
public final class Browser implements AutoCloseable {

    /** More than the longest pause of a page that has lost its stream, on a machine with other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final Map<String, Object> NO_STORAGE = Map.of("profile.default_content_setting_values.cookies", 2);

    private final Chromium chromium;
    private final ChromeDriver driver;

    Browser() {
        this(Map.of());
    }

    private Browser(Map<String, Object> preferences) {
        this.chromium = new Chromium(preferences);
        this.driver = chromium.driver();
    }

    /** One in which the use of cookies and storage throws, as it does in frames where third parties are blocked. */
    static Browser withoutStorage() {
        return new Browser(NO_STORAGE);
    }

    /** A thing to look for again and again, since pages change under the hand. */
    @FunctionalInterface
    public interface Look<T> {
        T take();
    }

    /** Closes what the last test left and starts with an empty tab, without cookies, wide and light. */
    void begin() {
        String old = driver.getWindowHandle();
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        String fresh = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        driver.switchTo().window(old).close();
        driver.switchTo().window(fresh);
        resize(1280, 900);
    }

    public void open(URI page) {
        driver.get(page.toString());
    }

    /** The first element that is shown and matches the CSS selector. */
    public WebElement element(String css) {
        return until("an element " + css, () -> driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    public List<WebElement> elementsNow(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    public void click(String css) {
        until("to click on " + css, () -> {
            element(css).click();
            return true;
        });
    }

    /** Empties the field and types into it. */
    public void type(String css, String text) {
        WebElement field = element(css);
        field.clear();
        field.sendKeys(text);
    }

    public String text(String css) {
        return until("the text of " + css, () -> element(css).getText());
    }

    public void awaitText(String css, String part) {
        until(css + " to have the text: " + part, () -> element(css).getText().contains(part) ? true : null);
    }

    /** Goes into the frame, which may not be shown, does the work and comes back out. */
    public void inFrame(String css, Runnable work) {
        until("a frame " + css, () -> driver.switchTo().frame(driver.findElement(By.cssSelector(css))));
        try {
            work.run();
        } finally {
            driver.switchTo().parentFrame();
        }
    }

    /** Asks the look until it is neither null nor refused by a page that is changing. */
    public <T> T until(String what, Look<T> look) {
        return await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .ignoreExceptionsMatching(Browser::comesOfChange)
                .until(look::take, Objects::nonNull);
    }

    /** What is not there yet, not there any more, or moving. */
    private static boolean comesOfChange(Throwable failure) {
        return failure instanceof NotFoundException
                || failure instanceof StaleElementReferenceException
                || failure instanceof ElementNotInteractableException;
    }

    /** The value of a script's {@code return}; what it returns may be a promise, which is waited for. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    public void resize(int width, int height) {
        // A window has a least width, a screen has none.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As if the system were set to {@code dark} or {@code light}, or replaced the colours of pages ({@code forced}). */
    public void colourScheme(String scheme) {
        boolean forced = "forced".equals(scheme);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", forced ? "light" : scheme),
                                Map.of("name", "forced-colors", "value", forced ? "active" : "none"))));
    }

    /** Presses keys where the focus is, as who has no pointer does. */
    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Waits for a question such as {@code confirm} asks, and answers it; before a frame that asked is left. */
    public void answer(boolean yes) {
        Alert question = until("a question", this::question);
        if (yes) {
            question.accept();
        } else {
            question.dismiss();
        }
    }

    private Alert question() {
        try {
            return driver.switchTo().alert();
        } catch (NoAlertPresentException notYet) {
            return null;
        }
    }

    public byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** For what is not here. */
    public ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() throws IOException {
        chromium.close();
    }
}
