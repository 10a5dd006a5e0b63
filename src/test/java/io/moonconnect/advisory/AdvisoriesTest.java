package io.moonconnect.advisory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The lists that are kept by hand are whole, and what is made of them is what they say. */
class AdvisoriesTest {

    private static final Path VEX = Path.of("deploy/vex.cdx.json");
    private static final Path PLACES = Path.of("deploy/version-places.csv");

    private static final Set<String> JUSTIFICATIONS = Set.of(
            "code_not_present",
            "code_not_reachable",
            "requires_configuration",
            "protected_at_runtime",
            "protected_by_mitigating_control");

    @ParameterizedTest
    @CsvSource({
        "4.1.134.Final, 4.1.135.Final",
        "4.1.99.Final, 4.1.135.Final",
        "3.33.2, 3.33.2.1",
        "3.33.3.1, 3.34",
        "2.9, 2.21",
        "1.57.0-alpha, 1.62.0"
    })
    void an_earlier_version_is_below_a_later_one(String earlier, String later) {
        assertThat(LibraryVersion.of(earlier)).isLessThan(LibraryVersion.of(later));
        assertThat(LibraryVersion.of(later)).isGreaterThan(LibraryVersion.of(earlier));
    }

    @Test
    void every_row_says_what_where_and_how_near() {
        assertThat(Advisories.all()).hasSizeGreaterThan(90).allSatisfy(row -> {
            assertThat(row.component()).matches("[a-z0-9._-]+:[a-z0-9-]+");
            assertThat(row.affectedFrom()).matches("([0-9][0-9.]*(\\.Final)?)?");
            assertThat(row.affectedBelow()).matches("([0-9][0-9.]*(\\.Final)?)?");
            assertThat(row.fixedIn()).isNotBlank();
            assertThat(row.id()).isNotBlank();
            assertThat(row.reach()).isIn("yes", "no", "closed", "possible");
            assertThat(row.source()).isNotBlank();
        });
        assertThat(Advisories.all()).doesNotHaveDuplicates();
    }

    @Test
    void every_accepted_row_says_why_what_was_asked_for_and_which_test_shows_it() throws IOException {
        List<String> tests = tests();

        assertThat(Advisories.accepted())
                .isNotEmpty()
                .extracting(row -> row.acceptance().orElseThrow())
                .allSatisfy(accepted -> {
                    assertThat(accepted.ships()).isNotBlank();
                    assertThat(accepted.askedFor()).contains("there");
                    assertThat(JUSTIFICATIONS).contains(accepted.justification());
                    assertThat(accepted.reason()).isNotBlank();
                    assertThat(tests).contains(accepted.shownBy() + ".java");
                });
    }

    /** A build of an image has no tests to make it with, so that it is kept; what it should be lies under target. */
    @Test
    void the_vex_is_made_of_the_accepted_rows() throws IOException {
        String made = Vex.of(Advisories.accepted());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("vex.cdx.json"), made);

        assertThat(VEX).content().isEqualTo(made);
    }

    /** A reference stands for one component, and a scanner refuses a document in which it is there twice. */
    @Test
    void a_component_with_two_accepted_flaws_is_in_the_vex_once() throws IOException {
        JsonNode vex = new ObjectMapper().readTree(Vex.of(List.of(accepted("CVE-1"), accepted("CVE-2"))));

        assertThat(vex.path("components").findValuesAsText("bom-ref"))
                .containsExactly("pkg:maven/org.example/example@1.0?type=jar");
        assertThat(vex.path("vulnerabilities").findValuesAsText("id")).containsExactly("CVE-1", "CVE-2");
        assertThat(vex.path("vulnerabilities").findValuesAsText("ref"))
                .containsExactly(
                        "pkg:maven/org.example/example@1.0?type=jar", "pkg:maven/org.example/example@1.0?type=jar");
    }

    @Test
    void every_place_that_is_listed_holds_a_version() throws IOException {
        List<String> rows = Files.readAllLines(PLACES);

        assertThat(rows.get(0)).isEqualTo("file,datasource,found by,what");
        assertThat(rows.subList(1, rows.size())).isNotEmpty().allSatisfy(row -> {
            String[] cells = row.split(",");
            Matcher found = Pattern.compile(cells[2], Pattern.MULTILINE).matcher(Files.readString(Path.of(cells[0])));
            assertThat(found.results().map(version -> version.group(1)))
                    .as(row)
                    .isNotEmpty()
                    .allMatch(version -> version.matches(".*[0-9].*"));
        });
    }

    @Test
    void no_version_of_a_dependency_stands_anywhere_else_in_the_pom() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .doesNotContainPattern("<artifactId>(?!moonconnect)[^<]+</artifactId>\\s*<version>[^$]");
    }

    private static Advisory accepted(String id) {
        return Advisory.of("org.example:example,,1.1,1.1," + id
                + ",no,CVE,2027-02-28,1.0,1.1 is not there,code_not_reachable,Not used,AdvisoriesTest");
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
