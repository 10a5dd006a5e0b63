package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Path;

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
        assertThat(ShippedJars.listed(sbom)).containsExactlyInAnyOrderElementsOf(ShippedJars.in(artifact.directory()));
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
}
