package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.ApplicationProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules that each image follows; no container engine is needed to hold them. */
class DockerfilesTest {

    private static final String JVM = "deploy/Dockerfile.jvm";
    private static final String NATIVE = "deploy/Dockerfile.native";
    private static final String DEMO = "deploy/Dockerfile.demo";
    private static final Pattern VERSION_OF_THE_BUILD =
            Pattern.compile("<artifactId>moonconnect</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern IMAGE = Pattern.compile("[ /]moonconnect(?:-[a-z]+)?(?::(\\S+))?(?= |$)");

    @Test
    void every_dockerfile_is_held_to_these_rules() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("deploy"))) {
            assertThat(files.map(Path::toString).filter(file -> file.contains("Dockerfile")))
                    .containsExactlyInAnyOrder(JVM, NATIVE, DEMO);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE, DEMO})
    void every_base_image_is_an_argument_with_a_pinned_default(String file) {
        Dockerfile dockerfile = Dockerfile.read(file);
        Set<String> stages = dockerfile.stages().stream()
                .flatMap(stage -> stage.name().stream())
                .collect(Collectors.toSet());

        assertThat(dockerfile.stages())
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(Dockerfile.Stage::base)
                .allMatch(base -> stages.contains(base)
                        || Set.of("${BUILDER_IMAGE}", "${RUNTIME_IMAGE}").contains(base));
        assertThat(dockerfile.global())
                .hasSize(2)
                .allMatch(argument -> argument.name().equals("ARG"))
                .extracting(Dockerfile.Instruction::arguments)
                .allMatch(argument ->
                        argument.matches("[A-Z]+_IMAGE=[a-z.]+/[a-z0-9/-]+:[a-z0-9.-]+(@sha256:[0-9a-f]{64})?"))
                .noneMatch(argument -> argument.contains(":latest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE, DEMO})
    void the_service_runs_as_a_numbered_user_that_is_not_root_and_owns_nothing_in_the_image(String file) {
        Dockerfile dockerfile = Dockerfile.read(file);

        // By number, since Kubernetes cannot tell from a name that it is not root.
        assertThat(last(dockerfile.ofTheImage("USER"))).matches("[1-9][0-9]*");
        assertThat(dockerfile.ofTheImage("COPY"))
                .isNotEmpty()
                .allMatch(copy -> !copy.contains("--chown=") || copy.contains("--chown=root:root"));
        assertThat(dockerfile.ofTheImage("RUN")).isEmpty();
        assertThat(dockerfile.ofTheImage("VOLUME")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE, DEMO})
    void signals_reach_the_service_without_a_shell_in_between(String file) throws IOException {
        Dockerfile dockerfile = Dockerfile.read(file);
        List<String> entryPoints = dockerfile.ofTheImage("ENTRYPOINT");

        assertThat(entryPoints).hasSize(1);
        List<String> command = new ArrayList<>();
        new ObjectMapper().readTree(entryPoints.get(0)).forEach(argument -> command.add(argument.textValue()));
        assertThat(command.get(0)).isIn("java", "./application");
        assertThat(dockerfile.ofTheImage("CMD")).isEmpty();
        assertThat(dockerfile.ofTheImage("STOPSIGNAL")).isEmpty();
        assertThat(dockerfile.ofTheImage("SHELL")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({JVM + ", 8080 9000", NATIVE + ", 8080 9000", DEMO + ", 8080 8090 8091 9000"})
    void the_ports_that_the_configuration_names_are_exposed(String file, String ports) throws IOException {
        assertThat(Dockerfile.read(file).ofTheImage("EXPOSE")).containsExactly(ports);
        assertThat(ports.split(" "))
                .containsExactlyElementsOf(
                        file.equals(DEMO) ? ApplicationProperties.portsOfTheDemo() : ApplicationProperties.ports());
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE, DEMO})
    void the_image_says_what_it_is_and_what_it_is_made_of(String file) {
        Dockerfile dockerfile = Dockerfile.read(file);

        assertThat(String.join(" ", dockerfile.ofTheImage("LABEL")))
                .contains("org.opencontainers.image.title=\"moonconnect")
                .contains("org.opencontainers.image.description=\"")
                .contains("org.opencontainers.image.version=\"${VERSION}\"")
                .contains("org.opencontainers.image.revision=\"${REVISION}\"")
                .contains("org.opencontainers.image.base.name=\"${RUNTIME_IMAGE}\"");
        assertThat(dockerfile.ofTheImage("ARG")).contains("RUNTIME_IMAGE", "REVISION=unknown");
        assertThat(dockerfile.stage("build").all("RUN")).anyMatch(command -> command.contains("-Dsbom.skip=false"));
        assertThat(dockerfile.ofTheImage("COPY"))
                .anyMatch(copy -> copy.contains("--from=build")
                        && copy.contains("/code/target/sbom.cdx.json /code/deploy/vex.cdx.json"));
    }

    @Test
    void images_have_the_version_of_the_build_wherever_they_are_named() throws IOException {
        String version = VERSION_OF_THE_BUILD
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        for (String file : List.of(JVM, NATIVE, DEMO)) {
            assertThat(Dockerfile.read(file).ofTheImage("ARG")).as(file).contains("VERSION=" + version);
            assertThat(tagsIn(file)).as(file).hasSize(2).containsOnly(version);
        }
        for (String overlay : List.of("k8s/overlays/dev", "k8s/overlays/prod")) {
            assertThat(Files.readAllLines(Path.of(overlay, "kustomization.yaml")))
                    .contains("    newTag: " + version);
        }
        assertThat(new ObjectMapper()
                        .readTree(Path.of("src/client/package.json").toFile())
                        .path("version")
                        .textValue())
                .isEqualTo(version);
        assertThat(tagsIn("k8s/README.md")).hasSize(2).containsOnly(version);
        assertThat(List.of("README.md", "deploy/README.md", "deploy/runbook.md", "src/docs/configuration.md"))
                .allSatisfy(file -> assertThat(tagsIn(file)).isSubsetOf(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE, DEMO})
    void the_image_is_built_from_sources_with_the_projects_own_maven_wrapper(String file) {
        Dockerfile.Stage build = Dockerfile.read(file).stage("build");

        assertThat(last(build.all("USER"))).isNotEqualTo("root");
        assertThat(build.all("RUN")).anyMatch(command -> command.contains("./mvnw -B -ntp package"));
        assertThat(build.all("COPY"))
                .hasSize(4)
                .allMatch(copy -> copy.endsWith("./")
                        || copy.endsWith(".mvn")
                        || copy.endsWith("src")
                        || copy.endsWith("deploy/vex.cdx.json deploy/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE, DEMO})
    void no_secret_is_in_an_image_or_in_its_history(String file) throws IOException {
        Dockerfile dockerfile = Dockerfile.read(file);

        assertThat(Files.readString(Path.of(file)))
                // A digest after a tag is that of a base image, not of a key.
                .doesNotContainPattern("sk_(test|live)_|wk_(test|live)_|mck_|(?<!@sha256:)[0-9a-f]{64}")
                .doesNotContainPattern("(?i)(ARG|ENV)\\s+\\S*(key|secret|password|token)");
        assertThat(dockerfile.ofTheImage("ENV")).isEmpty();
        assertThat(dockerfile.ofTheImage("ADD")).isEmpty();
    }

    @Test
    void the_cache_is_trained_by_the_very_jvm_and_with_the_very_files_that_it_is_shipped_with() {
        Dockerfile jvm = Dockerfile.read(JVM);
        Dockerfile.Stage training = jvm.stage("training");

        assertThat(training.base()).isEqualTo("service");
        assertThat(jvm.last().base()).isEqualTo("service");
        assertThat(jvm.stage("service").base()).isEqualTo("${RUNTIME_IMAGE}");
        assertThat(training.all("RUN"))
                .containsExactly("JDK_JAVA_OPTIONS=\"${TRAINING_OPTIONS}\" bash /training/train.sh /deployments"
                        + " /training/quarkus-demo /tmp/app.aot");
        assertThat(jvm.stage("service").all("WORKDIR")).containsExactly("/deployments");
        assertThat(jvm.last().all("RUN")).isEmpty();
        assertThat(jvm.last().all("COPY")).singleElement().satisfies(copy -> assertThat(copy)
                .startsWith("--from=training ")
                .endsWith("/tmp/app.aot ./"));
        assertThat(jvm.ofTheImage("ENTRYPOINT")).allMatch(command -> command.contains("\"-XX:AOTCache=app.aot\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, DEMO})
    void images_with_a_jvm_are_built_and_run_with_java_25(String file) {
        assertThat(Dockerfile.read(file).global())
                .extracting(Dockerfile.Instruction::arguments)
                .allMatch(image -> image.matches(".*/openjdk-25(-runtime)?:.*"));
    }

    @Test
    void the_native_image_is_built_by_mandrel_for_jdk_25_onto_the_micro_image() {
        Dockerfile dockerfile = Dockerfile.read(NATIVE);

        assertThat(dockerfile.global())
                .extracting(Dockerfile.Instruction::arguments)
                .anyMatch(argument -> argument.contains("mandrel-builder-image:jdk-25"))
                .anyMatch(argument -> argument.contains("quarkus-micro-image:"));
        assertThat(dockerfile.stage("build").all("RUN"))
                .anyMatch(command -> command.contains("quarkus.native.enabled=true"));
    }

    @Test
    void only_what_the_stages_copy_goes_to_the_container_engine() throws IOException {
        assertThat(Files.readAllLines(Path.of(".dockerignore")).stream().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "*",
                        "!.mvn",
                        "!mvnw",
                        "!pom.xml",
                        "!src",
                        "src/test",
                        "!deploy/train.sh",
                        "!deploy/vex.cdx.json");
        for (String file : List.of(JVM, NATIVE, DEMO)) {
            assertThat(Dockerfile.read(file).stages())
                    .flatExtracting(stage -> stage.all("COPY"))
                    .filteredOn(copy -> !copy.contains("--from="))
                    .flatExtracting(DockerfilesTest::sources)
                    .isSubsetOf(".mvn", "mvnw", "pom.xml", "src", "deploy/train.sh", "deploy/vex.cdx.json");
        }
    }

    /** The tag of each image of ours in a container engine's command; one without a tag counts as "latest". */
    private static List<String> tagsIn(String file) {
        return ManifestFiles.text(file)
                .lines()
                .filter(line -> line.matches("(# +)?docker .*"))
                .flatMap(line -> IMAGE.matcher(line).results())
                .map(image -> image.group(1) == null ? "latest" : image.group(1))
                .toList();
    }

    private static List<String> sources(String copy) {
        List<String> paths = Stream.of(copy.split(" "))
                .filter(word -> !word.startsWith("--"))
                .toList();
        return paths.subList(0, paths.size() - 1);
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }
}
