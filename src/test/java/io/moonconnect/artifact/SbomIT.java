package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of what is in the images is the list of what is in the artifacts, and nothing else. */
@NeedsJvm
class SbomIT {

    private static final Path SBOM = Path.of(System.getProperty("artifact.sbom", "target/sbom.cdx.json"));
    private static final Path VEX = Path.of("deploy/vex.cdx.json");

    /** The application itself, which is not a library of its own. */
    private static final String ACQUIRED = "io.moonconnect.moonconnect-";

    private static JsonNode sbom;

    @BeforeAll
    static void read() throws IOException {
        sbom = new ObjectMapper().readTree(SBOM.toFile());
    }

    @Test
    void every_component_has_its_version_and_digest() {
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("moonconnect");
        assertThat(sbom.path("components")).hasSizeGreaterThan(100).allSatisfy(component -> {
            assertThat(component.path("hashes"))
                    .as(component.path("name").asText())
                    .isNotEmpty();
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Artifact.class,
            names = {"PRODUCTION", "DEMO"})
    void it_lists_every_jar_that_ships_and_nothing_that_does_not(Artifact artifact) throws IOException {
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(libraries(artifact));
    }

    @Test
    @Lengthy
    void it_lists_what_ships_for_an_aot_cache() throws IOException {
        it_lists_every_jar_that_ships_and_nothing_that_does_not(Artifact.AOT);
    }

    @Test
    void it_lies_beside_the_jar_with_what_is_known_of_its_flaws() {
        Path production = Artifact.PRODUCTION.directory();

        assertThat(production.resolve("sbom.cdx.json")).hasSameBinaryContentAs(SBOM);
        assertThat(production.resolve("vex.cdx.json")).hasSameBinaryContentAs(VEX);
    }

    private static List<String> listed() {
        List<String> jars = new ArrayList<>();
        sbom.path("components")
                .forEach(component -> jars.add(component.path("group").asText() + "."
                        + component.path("name").asText() + "-"
                        + component.path("version").asText()
                        + classifier(component) + ".jar"));
        jars.removeIf(jar -> jar.startsWith(ACQUIRED));
        return jars;
    }

    private static String classifier(JsonNode component) {
        String purl = component.path("purl").asText();
        int begin = purl.indexOf("classifier=");
        return begin < 0
                ? ""
                : "-" + purl.substring(begin + "classifier=".length()).replaceAll("&.*", "");
    }

    /** All but what is made of our own code: the application, what was generated for it, and what starts it. */
    private static List<String> libraries(Artifact artifact) throws IOException {
        Path directory = artifact.directory();
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !isOurs(directory.relativize(file)))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        return file.startsWith("app") || file.startsWith("quarkus") || file.equals(Path.of("quarkus-run.jar"));
    }
}
