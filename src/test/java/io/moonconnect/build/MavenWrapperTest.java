package io.moonconnect.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import io.moonconnect.testing.Lengthy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Runs the real {@code mvnw} on a machine that has a JDK and, but for what a test puts there, no Maven. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "mvnw is the script for the other systems")
@Lengthy
class MavenWrapperTest {
    private static final Path MVNW = Path.of("mvnw").toAbsolutePath();

    /** What the script may use of a POSIX system; its PATH holds nothing else, so no Maven of this machine is found. */
    private static final List<String> SYSTEM_COMMANDS = List.of("sed", "tr", "head", "grep", "dirname");

    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "downloaded Maven in $(dirname "$0")"
            for argument in "$@"; do echo "<$argument>"; done
            case "${1:-}" in fail-with-*) exit "${1#fail-with-}" ;; esac
            """;

    @TempDir
    Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private Path commands;
    private Path userHome;
    private byte[] archive;
    private HttpServer server;

    @BeforeEach
    void serveADistribution() throws IOException {
        commands = Files.createDirectories(directory.resolve("system commands"));
        for (String command : SYSTEM_COMMANDS) {
            script(commands.resolve(command), "#!/bin/sh\nexec " + commandOfThisMachine(command) + " \"$@\"\n");
        }
        userHome = directory.resolve("user home");
        archive = zip(Map.of("apache-maven-fake/bin/mvn", FAKE_MAVEN, "apache-maven-fake/lib/maven.txt", "library"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/maven.zip", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServing() {
        server.stop(0);
    }

    @Test
    void downloads_checks_and_runs_maven_where_none_is_on_the_path() throws Exception {
        Outcome outcome = mvnw("verify");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("Downloading Maven from " + address("/maven.zip"))
                .contains("downloaded Maven in " + userHome.resolve("wrapper/dists"))
                .contains("<verify>");
        assertThat(cached()).singleElement().satisfies(home -> assertThat(home.resolve("lib/maven.txt"))
                .hasContent("library"));
    }

    @Test
    void uses_the_cached_maven_the_second_time() throws Exception {
        mvnw("first");

        Outcome second = mvnw("second");

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output()).contains("<second>").doesNotContain("Downloading");
        assertThat(requests).hasValue(1);
    }

    @Test
    void first_runs_at_the_same_time_leave_one_whole_maven() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(MVNW, directory, Map.of(), "verify"));
        }

        for (Process process : processes) {
            Outcome outcome = finish(process);
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.output()).contains("<verify>");
        }
        assertThat(cached()).hasSize(1);
    }

    @Test
    void refuses_an_archive_with_another_checksum_and_keeps_nothing_of_it() throws Exception {
        Outcome outcome = mvnw(Map.of("MAVEN_DISTRIBUTION_SHA512", "0".repeat(128)), "verify");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).contains("SHA-512").doesNotContain("<verify>");
        assertThat(cached()).isEmpty();
    }

    @Test
    void an_archive_from_a_mirror_must_have_the_checksum_of_the_repository() throws Exception {
        Outcome outcome = mvnw(Map.of("MAVEN_DISTRIBUTION_SHA512", ""), "verify");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).contains("SHA-512").doesNotContain("<verify>");
        assertThat(cached()).isEmpty();
    }

    @Test
    void refuses_an_archive_that_writes_outside_itself() throws Exception {
        archive = zip(Map.of("../../escaped", "outside"));

        Outcome outcome = mvnw("verify");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).contains("outside itself");
        assertThat(cached()).isEmpty();
        assertThat(userHome.resolve("wrapper/dists/escaped")).doesNotExist();
    }

    @Test
    void says_so_when_the_download_fails() throws Exception {
        Outcome outcome = mvnw(Map.of("MAVEN_DISTRIBUTION_URL", address("/absent.zip")), "verify");

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output())
                .contains("could not be installed from " + address("/absent.zip"))
                .contains("MAVEN_DISTRIBUTION_URL");
        assertThat(cached()).isEmpty();
    }

    @Test
    void uses_the_maven_on_the_path_where_it_is_new_enough() throws Exception {
        for (String version : List.of("3.8.6", "3.8.10", "3.9.0", "3.10.1", "4.0.0")) {
            putMavenOnThePath(version);

            Outcome outcome = mvnw("verify", "-Dname=two words");

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.output())
                    .contains("Maven " + version + " of the machine")
                    .contains("<-Dname=two words>");
        }
        assertThat(requests).hasValue(0);
    }

    @Test
    void passes_over_a_maven_on_the_path_that_is_too_old_or_says_no_version() throws Exception {
        for (String version : List.of("2.2.1", "3.6.3", "3.8.5", "5.0.0", "unknown")) {
            putMavenOnThePath(version);

            Outcome outcome = mvnw("verify");

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.output())
                    .contains("downloaded Maven")
                    .contains("passing over")
                    .doesNotContain("of the machine");
        }
    }

    @Test
    void passes_over_a_maven_that_is_too_old_for_the_dev_mode_of_quarkus() throws Exception {
        putMavenOnThePath("3.8.7");

        Outcome outcome = mvnw("-B", "quarkus:dev");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("passing over").contains("3.8.7").contains("downloaded Maven");
    }

    @Test
    void passes_arguments_and_the_exit_code_on() throws Exception {
        Outcome outcome = mvnw("fail-with-7", "-Dname=two words", "*", "a\"quote", "$HOME", "");

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.output()).contains("<-Dname=two words>\n<*>\n<a\"quote>\n<$HOME>\n<>\n");
    }

    @Test
    void works_from_a_checkout_with_spaces_in_its_path() throws Exception {
        Path checkout = Files.createDirectories(directory.resolve("a check out"));
        Path wrapper = Path.of(".mvn/wrapper");
        Files.createDirectories(checkout.resolve(wrapper));
        Files.copy(MVNW, checkout.resolve("mvnw"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String file : List.of("maven-wrapper.properties", "InstallMaven.java")) {
            Files.copy(wrapper.resolve(file), checkout.resolve(wrapper).resolve(file));
        }

        Outcome outcome = finish(start(checkout.resolve("mvnw"), directory, Map.of(), "verify"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("<verify>");
    }

    @Test
    void says_so_when_there_is_no_java() throws Exception {
        Outcome nowhere = mvnw(Map.of("JAVA_HOME", ""), "verify");
        Outcome elsewhere = mvnw(Map.of("JAVA_HOME", directory.toString()), "verify");

        assertThat(nowhere.exitCode()).isNotZero();
        assertThat(nowhere.output()).contains("no java found").contains("JDK (17 or newer)");
        assertThat(elsewhere.exitCode()).isNotZero();
        assertThat(elsewhere.output()).contains("JAVA_HOME is " + directory);
    }

    @Test
    void the_repository_names_a_checked_archive_of_apaches_own() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .anyMatch(line -> line.matches("distributionVersion=3\\.9\\.\\d+"))
                .anyMatch(line -> line.startsWith("distributionUrl=https://archive.apache.org/dist/maven/"))
                .anyMatch(line -> line.matches("distributionSha512=[0-9a-f]{128}"));
    }

    private record Outcome(int exitCode, String output) {}

    private Outcome mvnw(String... arguments) throws Exception {
        return mvnw(Map.of(), arguments);
    }

    private Outcome mvnw(Map<String, String> environment, String... arguments) throws Exception {
        return finish(start(MVNW, directory, environment, arguments));
    }

    private Process start(Path script, Path workingDirectory, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", commands.toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "MAVEN_USER_HOME", userHome.toString(),
                        "MAVEN_DISTRIBUTION_URL", address("/maven.zip"),
                        "MAVEN_DISTRIBUTION_SHA512", sha512(archive)));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome finish(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    private String address(String path) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path;
    }

    private List<Path> cached() throws IOException {
        Path distributions = userHome.resolve("wrapper/dists");
        if (!Files.exists(distributions)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(distributions)) {
            return files.toList();
        }
    }

    /** A Maven whose version is coloured, as Debian's is even where its output is no terminal. */
    private void putMavenOnThePath(String version) throws IOException {
        script(commands.resolve("mvn"), """
                #!/bin/sh
                if [ "$1" = --version ]; then printf '\\033[1mApache Maven VERSION (build)\\033[m\\nMaven home: x\\n'; exit; fi
                echo "Maven VERSION of the machine"
                for argument in "$@"; do echo "<$argument>"; done
                """.replace("VERSION", version));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path commandOfThisMachine(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String sha512(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    }
}
