package io.moonconnect.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What axe-core finds wrong with the page that is shown; the frames in it are not ours. */
final class Accessibility {

    private static final String AXE = axe();
    private static final String RUN = """
            return axe.run(document, { iframes: false }).then(({ violations }) =>
                violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`)));
            """;

    private Accessibility() {}

    static void assertNoViolations(Browser browser) {
        browser.script(AXE);
        assertThat((List<?>) browser.script(RUN)).isEmpty();
    }

    private static String axe() {
        try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
