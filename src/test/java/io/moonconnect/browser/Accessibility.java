package io.moonconnect.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What axe-core finds wrong with the page, or the frame, that the browser is in; frames in it are not looked into. Leaves a picture of
 * the first look at each heading, width and colours under {@code target/screenshots/pages}, for people to look at.
 */
final class Accessibility {

    private static final String AXE = axe();

    /** Without selectors and the elements that pass: they are not reported, and axe-core takes long to find them. */
    private static final String RUN = """
            const options = { iframes: false, selectors: false, resultTypes: ['violations'] };
            return axe.run(document, options).then(({ violations }) =>
                violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`)));
            """;

    private static final String FITS = "return document.documentElement.scrollWidth <= innerWidth";
    private static final List<String> SCHEMES = List.of("dark", "forced", "light");
    private static final List<Integer> WIDTHS = List.of(360, 1280);
    private static final int HEIGHT = 900;
    private static final Path PICTURES = Path.of("target", "screenshots", "pages");
    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();
    private static final String HEADING = "return document.querySelector('h1').textContent";

    private Accessibility() {}

    /** Light, dark and in forced colours, narrow and wide. */
    static void assertNoViolations(Browser browser) {
        browser.script(AXE);
        for (String scheme : SCHEMES) {
            browser.colourScheme(scheme);
            for (int width : WIDTHS) {
                browser.resize(width, HEIGHT);
                assertThat((List<?>) browser.script(RUN))
                        .as("%s, %d wide", scheme, width)
                        .isEmpty();
                assertThat(browser.script(FITS))
                        .as("%s, %d wide: fits", scheme, width)
                        .isEqualTo(true);
                leavePicture(browser, "%s-%d-%s.png".formatted(browser.script(HEADING), width, scheme));
            }
        }
    }

    private static void leavePicture(Browser browser, String name) {
        if (!TAKEN.add(name)) {
            return;
        }
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-")), browser.screenshot());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String axe() {
        try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
