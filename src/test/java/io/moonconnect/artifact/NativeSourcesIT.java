package io.moonconnect.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.ReflectedTypes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code native-image} is given, as {@code .ci/run} does. Only full builds make these sources. */
@Lengthy
@NeedsJvm
class NativeSourcesIT {

    private static final Path SOURCES = Path.of(System.getProperty("artifact.native-sources", "target/native-sources"));
    private static final String METADATA = "META-INF/native-image/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ZipFile application;

    @BeforeAll
    static void open() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Path jar = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
            application = new ZipFile(jar.toFile());
        }
    }

    @AfterAll
    static void close() throws IOException {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void what_jackson_reads_and_writes_is_registered_with_its_constructors_methods_and_fields() throws IOException {
        Map<String, JsonNode> registered = registered();

        assertThat(ReflectedTypes.all()).hasSizeGreaterThan(30).allSatisfy(type -> assertThat(registered)
                .hasEntrySatisfying(type.getName(), entry -> assertThat(
                                List.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields"))
                        .allMatch(members -> entry.path(members).asBoolean())));
    }

    @Test
    void every_mapping_of_the_configuration_is_registered() throws IOException {
        Map<String, JsonNode> registered = registered();
        List<String> mappings = main().filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::getName)
                .toList();

        assertThat(mappings).hasSizeGreaterThan(10).allMatch(mapping -> registered.containsKey(mapping + "$$CMImpl"));
    }

    /** Caffeine makes its caches by the names of their classes, for one. */
    @Test
    void every_type_of_others_that_our_code_names_is_registered() throws IOException {
        Map<String, JsonNode> registered = registered();
        List<String> named = main().filter(type -> type.isAnnotatedWith(RegisterForReflection.class))
                .flatMap(type -> Stream.of(
                        type.getAnnotationOfType(RegisterForReflection.class).classNames()))
                .toList();

        assertThat(named).isNotEmpty().allMatch(registered::containsKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disclosures.sample.json", "META-INF/openapi.yaml", "META-INF/openapi.json"})
    void what_is_read_at_run_time_is_in_it_and_registered(String resource) throws IOException {
        JsonNode includes = metadata("resource-config.json").at("/resources/includes");

        assertThat(application.getEntry(resource) != null || Files.exists(SOURCES.resolve(resource)))
                .isTrue();
        assertThat(includes)
                .anyMatch(include -> Pattern.matches(include.path("pattern").asText(), resource));
    }

    /** As {@code NativeImageRulesTest} has it, no code of this project needs one. */
    @Test
    void no_proxy_no_serialisation_and_no_native_method_is_ours() throws IOException {
        for (String file : List.of("proxy-config.json", "serialization-config.json", "jni-config.json")) {
            assertThat(metadata(file).toString()).as(file).doesNotContain("moonconnect");
        }
    }

    @Test
    void the_executable_is_a_whole_one_that_speaks_tls_and_needs_no_jvm() throws IOException {
        List<String> arguments = Arrays.asList(
                Files.readString(SOURCES.resolve("native-image.args")).split("\\s+"));

        assertThat(arguments)
                .contains("--no-fallback", "--link-at-build-time", "-jar")
                .anyMatch(argument -> argument.matches("--enable-url-protocols=(.*,)?https(,.*)?"));
        assertThat(arguments.get(arguments.indexOf("-jar") + 1))
                .isEqualTo(Path.of(application.getName()).getFileName().toString());
    }

    private static Stream<JavaClass> main() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.moonconnect").stream();
    }

    private static Map<String, JsonNode> registered() throws IOException {
        Map<String, JsonNode> types = new HashMap<>();
        metadata("reflect-config.json")
                .forEach(entry -> types.put(entry.path("name").asText(), entry));
        return types;
    }

    private static JsonNode metadata(String file) throws IOException {
        try (InputStream in = application.getInputStream(application.getEntry(METADATA + file))) {
            return JSON.readTree(in);
        }
    }
}
