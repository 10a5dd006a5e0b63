package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.Command;
import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code -Prelease} packages: the parts of a release, with its version in their names and in them. */
@Lengthy
@NeedsJvm
class ReleaseIT {

    private static final Path RELEASE = Path.of("target/release");

    private static final String SERVICE = "service.tar.gz";

    private static final String MANIFESTS = "manifests.tar.gz";

    private static String version;

    @BeforeAll
    static void readVersion() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(RELEASE), "a release is packaged by -Prelease");
        version = versionIn(Files.readString(Path.of("src/client/package.json")));
    }

    @Test
    void the_service_has_its_sbom_and_vex() {
        String directory = "moonconnect-" + version + "/";

        assertThat(files(SERVICE))
                .contains(directory + "quarkus-run.jar", directory + "sbom.cdx.json", directory + "vex.cdx.json")
                .allMatch(file -> file.startsWith(directory));
    }

    @Test
    void the_sbom_is_that_of_this_version() throws IOException {
        JsonNode component =
                new ObjectMapper().readTree(content(SERVICE, "/sbom.cdx.json")).at("/metadata/component");
        assertThat(component.path("version").textValue()).isEqualTo(version);
    }

    @Test
    void the_client_package_has_its_types_and_this_version() throws IOException {
        Path client = RELEASE.resolve("moonconnect-client-" + version + ".tgz");
        assertThat(tar("-tzf", client).lines())
                .contains("package/index.js", "package/index.d.ts", "package/frames.d.ts", "package/openapi.d.ts");
        assertThat(versionIn(tar("-xOzf", client, "package/package.json"))).isEqualTo(version);
    }

    @Test
    void the_manifests_name_the_images_of_this_version() {
        assertThat(files(MANIFESTS))
                .allMatch(file -> file.startsWith("moonconnect-manifests-" + version + "/"))
                .anyMatch(file -> file.endsWith("/prometheus/moonconnect.rules.yml"))
                .anyMatch(file -> file.endsWith("/grafana/dashboards/moonconnect.json"));
        for (String overlay : List.of("dev", "prod")) {
            assertThat(content(MANIFESTS, "/overlays/" + overlay + "/kustomization.yaml"))
                    .contains("newTag: " + version + "\n");
        }
    }

    private static String versionIn(String npmPackage) throws IOException {
        return new ObjectMapper().readTree(npmPackage).path("version").textValue();
    }

    private static List<String> files(String part) {
        return tar("-tzf", archive(part)).lines().toList();
    }

    /** Of the one file with this end of its name. */
    private static String content(String part, String end) {
        List<String> found =
                files(part).stream().filter(file -> file.endsWith(end)).toList();
        assertThat(found).hasSize(1);
        return tar("-xOzf", archive(part), found.get(0));
    }

    private static Path archive(String part) {
        return RELEASE.resolve("moonconnect-" + version + "-" + part);
    }

    private static String tar(String options, Path archive, String... files) {
        List<String> command = new ArrayList<>(List.of("tar", options, archive.toString()));
        command.addAll(List.of(files));
        Command.Outcome outcome = Command.outcome(Path.of(""), command.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }
}
