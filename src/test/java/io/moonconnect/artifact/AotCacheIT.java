package io.moonconnect.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.ImageOptions;
import io.moonconnect.testing.Lengthy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The cache that {@code deploy/train.sh} makes on a JDK 25 is used there, and is the one that belongs to the artifact. */
@Lengthy
@NeedsJvm
class AotCacheIT {

    private static final Path TRAINING = Path.of("deploy/train.sh").toAbsolutePath();
    private static final Path CACHE = Artifact.AOT.directory().resolve("app.aot");
    private static final long PATIENCE_SECONDS = 180;
    private static final ApiKey KEY = ApiKey.random();

    /** A class of this project in the log of loaded ones, and its source. */
    private static final Pattern LOADED = Pattern.compile("\\] io\\.moonconnect\\.\\S+ source: (.*)");

    private static final String MODULES_OF_AGENTS = "java.instrument,jdk.jfr,jdk.management.agent";

    private static final String FROM_THE_CACHE = "shared objects file";

    private static Path jdk;

    @BeforeAll
    static void train() throws IOException, InterruptedException {
        assumeThat(Jdk25.home()).as("a JDK 25, by JDK25_HOME").isPresent();
        jdk = Jdk25.home().orElseThrow();
        train(CACHE, Map.of());
    }

    private static void train(Path cache, Map<String, String> environment) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Artifact.AOT.outputDirectory("training-" + cache.getFileName()));
        Path log = directory.resolve("output.log");
        ProcessBuilder training = new ProcessBuilder(
                        "bash",
                        TRAINING.toString(),
                        Artifact.AOT.directory().toString(),
                        Artifact.DEMO.directory().toString(),
                        cache.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        training.environment().put("JAVA_HOME", jdk.toString());
        training.environment().putAll(environment);
        training.environment().put("SIMULATOR_PORT", String.valueOf(FreePort.find()));
        Process process = training.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the training ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    @Test
    void the_service_starts_from_its_cache_and_from_nothing_else() {
        try (ArtifactProcess service = Artifact.AOT.startInPlace(
                jdk,
                "aot",
                ProductionConfig.complete(URI.create("http://localhost:1"), KEY).environment(),
                options("-XX:AOTMode=on", cache(), "-Xlog:class+load"))) {
            loadsItsClassesFromTheCache(service);
        }
    }

    @Test
    void with_agents_the_service_starts_from_a_cache_that_is_trained_with_their_modules(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path cache = directory.resolve("agents.aot");
        train(cache, Map.of("JDK_JAVA_OPTIONS", "--add-modules=" + MODULES_OF_AGENTS, "ROUNDS", "1"));

        try (ArtifactProcess service = Artifact.AOT.startInPlace(
                jdk,
                "aot-agents",
                withAgents(directory),
                options("-XX:AOTMode=on", "-XX:AOTCache=" + cache, "-Xlog:class+load"))) {
            loadsItsClassesFromTheCache(service);
        }
    }

    /** An agent, JFR, JMX and a log of the JVM, each of which prints something or makes the JVM reject the cache. */
    @Test
    void nothing_but_json_is_printed_on_standard_output(@TempDir Path directory) throws IOException {
        Stream<String> java = Stream.of("bash", "-c", "exec \"$@\" 2>/dev/null", "-", jdk + "/bin/java");
        List<String> command = Stream.of(java, Stream.of(options(cache(), "-jar", "quarkus-run.jar")))
                .flatMap(words -> words)
                .toList();
        try (ArtifactProcess service = ArtifactProcess.start(
                command,
                Artifact.AOT.directory(),
                Artifact.AOT.outputDirectory("aot-standard-output"),
                withAgents(directory))) {
            service.listening().dumpThreads();
            given().get(service.management().resolve("/q/health/live")).then().statusCode(200);
            service.terminate();
            service.exitCode();

            assertThat(service.output().lines()).isNotEmpty().allSatisfy(line -> assertThat(
                            new ObjectMapper().readTree(line).path("message").isTextual())
                    .isTrue());
        }
    }

    private static void loadsItsClassesFromTheCache(ArtifactProcess service) {
        service.listening();

        given().header("Authorization", KEY.header())
                .get(service.api().resolve("/v1/disclosures"))
                .then()
                .statusCode(200);
        List<String> sources = LOADED.matcher(service.output())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(sources.stream().filter(FROM_THE_CACHE::equals).count())
                .as("of %d classes", sources.size())
                .isGreaterThan(sources.size() * 9L / 10);
    }

    private static Map<String, String> withAgents(Path directory) throws IOException {
        Path agent = directory.resolve("agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", IdleAgent.class.getName());
        String entry = IdleAgent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(agent), manifest);
                InputStream content = IdleAgent.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            content.transferTo(jar);
        }
        Map<String, String> environment = new HashMap<>(
                ProductionConfig.complete(URI.create("http://localhost:1"), KEY).environment());
        environment.put(
                "JDK_JAVA_OPTIONS",
                "-javaagent:" + agent + " -XX:StartFlightRecording -Xlog:gc -Dcom.sun.management.jmxremote.port=0"
                        + " -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false");
        return environment;
    }

    /** The counterpart of the test above: a JVM that requires the cache of other files does not start. */
    @Test
    void a_cache_of_other_files_is_none() {
        try (ArtifactProcess other = Artifact.PRODUCTION.startInPlace(
                jdk, "aot-of-others", ProductionConfig.complete().environment(), options("-XX:AOTMode=on", cache()))) {
            assertThat(other.exitCode()).isNotZero();
            assertThat(other.output()).contains("AOT cache").doesNotContain("Listening on");
        }
    }

    @Test
    void without_being_required_the_cache_is_optional() {
        try (ArtifactProcess other = Artifact.PRODUCTION.startInPlace(
                jdk, "aot-not-used", ProductionConfig.complete().environment(), options(cache()))) {
            given().get(other.listening().management().resolve("/q/health/live"))
                    .then()
                    .statusCode(200);
        }
    }

    /** Whatever place on the class path it has: the first, the last, or one in between. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus-run.jar",
                "app/moonconnect-",
                "lib/main/io.netty.netty-codec-http-",
                "lib/main/com.fasterxml.jackson.core.jackson-databind-",
                "lib/boot/io.smallrye.common.smallrye-common-ref-"
            })
    void a_cache_is_none_once_a_library_is_replaced(String beginning) {
        try (ReplacedJar replaced = ReplacedJar.of(Artifact.AOT, beginning)) {
            replaced.touch();
            try (ArtifactProcess service = Artifact.AOT.startInPlace(
                    jdk,
                    "aot-replaced",
                    ProductionConfig.complete().environment(),
                    options("-XX:AOTMode=on", cache()))) {
                assertThat(service.exitCode()).isNotZero();
                assertThat(service.output()).contains(replaced.name()).doesNotContain("Listening on");
            }
        }
    }

    @Test
    void the_code_of_a_replaced_library_runs_and_not_what_the_cache_has_of_it() {
        try (ReplacedJar replaced = ReplacedJar.of(Artifact.AOT, "lib/boot/io.quarkus.quarkus-bootstrap-runner-")) {
            replaced.rewrite("io/quarkus/bootstrap/runner/Timing.class", "Installed features", "Replaced features.");
            try (ArtifactProcess service = Artifact.AOT.startInPlace(
                    jdk, "aot-new-code", ProductionConfig.complete().environment(), options(cache()))) {
                given().get(service.listening().management().resolve("/q/health/live"))
                        .then()
                        .statusCode(200);
                assertThat(service.output()).contains("Replaced features.").doesNotContain("Installed features");
            }
        }
    }

    /** With those of the image, which the cache was made for. */
    private static String[] options(String... more) {
        return Stream.concat(ImageOptions.ofTheJvm().stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static String cache() {
        return "-XX:AOTCache=" + CACHE;
    }
}
