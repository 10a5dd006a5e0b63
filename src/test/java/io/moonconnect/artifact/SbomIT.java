package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of what is in the images is the list of what is in the artifacts. Only full builds make it. */
@Lengthy
@NeedsJvm
class SbomIT {

    private static final Path SBOM = Path.of(System.getProperty("artifact.sbom", "target/sbom.cdx.json"));

    @Test
    void every_library_that_is_shipped_is_in_it_with_its_version_and_digest() throws IOException {
        JsonNode sbom = new ObjectMapper().readTree(SBOM.toFile());
        List<String> listed = new ArrayList<>();
        sbom.path("components").forEach(component -> {
            listed.add(component.path("group").asText() + "."
                    + component.path("name").asText() + "-"
                    + component.path("version").asText());
            assertThat(component.path("hashes"))
                    .as(component.path("name").asText())
                    .isNotEmpty();
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
        });

        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("moonconnect");
        assertThat(libraries())
                .hasSizeGreaterThan(100)
                .allSatisfy(library -> assertThat(listed).as(library).anyMatch(library::startsWith));
    }

    private static List<String> libraries() throws IOException {
        List<String> libraries = new ArrayList<>();
        for (Artifact artifact : List.of(Artifact.PRODUCTION, Artifact.AOT, Artifact.DEMO)) {
            try (Stream<Path> files = Files.walk(artifact.directory().resolve("lib"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".jar"))
                        .forEach(libraries::add);
            }
        }
        return libraries;
    }
}
