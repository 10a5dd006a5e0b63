package io.moonconnect.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.http.ClientConfig;

/** A running Chromium with an empty profile, where Debian puts it; both are gone when it is closed. */
final class Chromium implements AutoCloseable {

    static final String HOW_TO_INSTALL =
            "There is no Chromium: sudo apt-get install -y --no-install-recommends chromium chromium-driver";

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final List<String> QUIET = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900");

    /** So that a page which hangs fails its test, and soon. */
    private static final Duration LONGEST_COMMAND = Duration.ofSeconds(30);

    private final Path profile;
    private final ChromeDriver driver;

    /** @param preferences of the profile, by Chromium's own names */
    Chromium(Map<String, Object> preferences) {
        try {
            profile = Files.createTempDirectory("chromium-profile");
        } catch (IOException noTemporaryDirectory) {
            throw new UncheckedIOException(noTemporaryDirectory);
        }
        driver = new ChromeDriver(
                service(), options(preferences), ClientConfig.defaultConfig().readTimeout(LONGEST_COMMAND));
    }

    static boolean installed() {
        return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    }

    ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (UncheckedIOException goneMeanwhile) {
            // Chromium's last processes may still be clearing up in there.
            profile.toFile().deleteOnExit();
        }
    }

    private static ChromeDriverService service() {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
    }

    private ChromeOptions options(Map<String, Object> preferences) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(QUIET);
        options.setExperimentalOption("prefs", preferences);
        options.addArguments("--user-data-dir=" + profile);
        return options;
    }
}
