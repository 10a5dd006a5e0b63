package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules that each image follows; no container engine is needed to hold them. */
class DockerfilesTest {
    private static final String JVM = "deploy/Dockerfile.jvm";
    private static final String NATIVE = "deploy/Dockerfile.native";

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE})
    void every_base_image_is_an_argument_with_a_pinned_default(String file) throws IOException {
        List<String> bases = instructions(file, "FROM");

        assertThat(bases).hasSize(2).allMatch(base -> base.matches("\\$\\{[A-Z]+_IMAGE}( AS build)?"));
        assertThat(instructions(file, "ARG"))
                .filteredOn(argument -> argument.contains("_IMAGE="))
                .hasSize(2)
                .allMatch(argument -> argument.matches("[A-Z]+_IMAGE=[a-z.]+/[a-z0-9/-]+:[a-z0-9.-]+"))
                .noneMatch(argument -> argument.endsWith(":latest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE})
    void the_service_runs_as_a_numbered_user_that_is_not_root(String file) throws IOException {
        // By number, since Kubernetes cannot tell from a name that it is not root.
        assertThat(last(instructions(file, "USER"))).matches("[1-9][0-9]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE})
    void signals_reach_the_service_without_a_shell_in_between(String file) throws IOException {
        assertThat(instructions(file, "ENTRYPOINT")).singleElement().satisfies(command -> assertThat(command)
                .startsWith("[\"")
                .doesNotContain("\"sh\"", "\"bash\"", ".sh\""));
        assertThat(instructions(file, "CMD")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE})
    void the_ports_of_the_api_and_of_management_are_exposed(String file) throws IOException {
        assertThat(instructions(file, "EXPOSE")).containsExactly("8080 9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {JVM, NATIVE})
    void the_image_is_built_from_sources_with_the_projects_own_maven_wrapper(String file) throws IOException {
        assertThat(instructions(file, "RUN")).anyMatch(command -> command.startsWith("./mvnw -B -ntp package"));
        assertThat(instructions(file, "COPY"))
                .filteredOn(copy -> !copy.contains("--from="))
                .allMatch(copy -> copy.endsWith("./") || copy.endsWith(".mvn") || copy.endsWith("src"));
    }

    @Test
    void the_native_image_is_built_by_mandrel_for_jdk_25_onto_the_micro_image() throws IOException {
        assertThat(instructions(NATIVE, "ARG"))
                .anyMatch(argument -> argument.endsWith("mandrel-builder-image:jdk-25"))
                .anyMatch(argument -> argument.contains("quarkus-micro-image:"));
        assertThat(instructions(NATIVE, "RUN")).anyMatch(command -> command.contains("quarkus.native.enabled=true"));
    }

    @Test
    void only_what_the_build_stages_copy_goes_to_the_container_engine() throws IOException {
        assertThat(Files.readAllLines(Path.of(".dockerignore")))
                .contains("*", "!.mvn", "!mvnw", "!pom.xml", "!src")
                .doesNotContain("!.git", "!target");
    }

    private static List<String> instructions(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }
}
