package io.moonconnect.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.Documents;

import static org.assertj.core.api.Assertions.assertThat;

/** The documents lead where they say, and everything is found from the README. */
class DocumentsTest {

    private static final int README_LINES = 150;
    private static final int LINES_OF_A_SCREEN = 60;

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

    /** GitHub shows it in the form for a new pull request, where relative links lead nowhere. */
    private static final Path PULL_REQUEST_TEMPLATE = Path.of(".github/PULL_REQUEST_TEMPLATE.md");

    private static final Path CONTRIBUTING = Path.of(".github/CONTRIBUTING.md");

    @TestFactory
    Stream<DynamicTest> every_link_leads_to_a_file_and_a_heading_that_exist() {
        return Documents.all().stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> assertThat(links(document))
                        .allSatisfy(link -> assertLeadsSomewhere(document, link))));
    }

    @Test
    void there_are_links_to_check() {
        assertThat(Documents.all()).hasSizeGreaterThan(12);
        assertThat(Documents.all().stream().flatMap(document -> links(document).stream()))
                .hasSizeGreaterThan(80)
                .anyMatch(link -> link.contains(".md#"))
                .anyMatch(link -> link.startsWith("#"));
    }

    @Test
    void the_readme_is_short() {
        assertThat(Documents.text(Documents.README).lines().count()).isLessThanOrEqualTo(README_LINES);
    }

    @Test
    void the_readme_of_the_npm_package_is_one_screen_long() {
        assertThat(Documents.text(Path.of("src/client/README.md")).lines().count())
                .isLessThanOrEqualTo(LINES_OF_A_SCREEN);
    }

    @Test
    void the_readme_links_to_every_document() {
        Set<Path> linked = new LinkedHashSet<>();
        links(Documents.README).stream()
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .forEach(link -> linked.add(Path.of(link.replaceAll("#.*", ""))));

        assertThat(Documents.all())
                .filteredOn(document -> !document.equals(Documents.README))
                .filteredOn(document -> !document.equals(PULL_REQUEST_TEMPLATE))
                .allMatch(linked::contains);
    }

    @Test
    void the_api_guide_has_every_type_of_problem_with_its_status() {
        List<String> rows = Documents.text(Documents.API).lines().toList();

        assertThat(ProblemType.values()).allSatisfy(type -> assertThat(rows)
                .anyMatch(row -> row.startsWith("| " + type.status()) && row.contains("| `" + type.slug() + "` |")));
    }

    @Test
    void the_contributors_guide_names_classes_that_exist() throws IOException {
        Set<String> sources = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .forEach(name -> sources.add(name.replace(".java", "")));
        }

        assertThat(CLASS_NAME.matcher(Documents.text(CONTRIBUTING)).results().map(name -> name.group(1)))
                .hasSizeGreaterThan(30)
                .isSubsetOf(sources);
    }

    private static void assertLeadsSomewhere(Path document, String link) {
        if (ELSEWHERE.matcher(link).matches()) {
            assertThat(link).startsWith("https://");
            return;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : Path.of("").resolve(document).resolveSibling(parts[0]).normalize();
        assertThat(target).as("%s: %s", document, link).exists();
        assertThat(target.startsWith("..")).as("outside of the repository").isFalse();
        if (parts.length > 1) {
            assertThat(anchors(target)).as("%s: %s", document, link).contains(parts[1]);
        }
    }

    private static List<String> links(Path document) {
        return LINK.matcher(prose(document))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path document) {
        List<String> anchors = new ArrayList<>();
        HEADING.matcher(FENCED.matcher(Documents.text(document)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .forEach(anchor -> anchors.add(unique(anchor, anchors)));
        return anchors;
    }

    private static String unique(String anchor, List<String> taken) {
        return Stream.iterate(0, n -> n + 1)
                .map(n -> n == 0 ? anchor : anchor + "-" + n)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow();
    }

    private static String prose(Path document) {
        String withoutBlocks = FENCED.matcher(Documents.text(document)).replaceAll("");
        return CODE.matcher(withoutBlocks).replaceAll("");
    }
}
