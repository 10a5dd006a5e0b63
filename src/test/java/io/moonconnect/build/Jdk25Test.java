package io.moonconnect.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Which JDK the scripts of CI and of the benchmarks choose. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for the other systems")
class Jdk25Test {

    private static final String JDK_25 = ".ci/jdk25";
    private static final String JAVA_OF_BENCHMARKS = "deploy/bench/java";

    @TempDir
    Path directory;

    @Test
    void the_jdk_that_is_named_comes_first() throws Exception {
        Path named = jdk("named", "25.0.3");
        Path other = jdk("other", "25.0.4");

        assertThat(printedBy(JDK_25, Map.of("JDK25_HOME", named.toString(), "JAVA_HOME", other.toString())))
                .isEqualTo(named.toString());
    }

    @Test
    void java_home_is_used_where_none_is_named() throws Exception {
        Path home = jdk("home", "25");

        assertThat(printedBy(JDK_25, Map.of("JAVA_HOME", home.toString()))).isEqualTo(home.toString());
    }

    @Test
    void another_version_by_that_name_is_an_error() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path home = jdk("home", "25");

        for (String script : new String[] {JDK_25, JAVA_OF_BENCHMARKS}) {
            Result result = run(script, Map.of("JDK25_HOME", old.toString(), "JAVA_HOME", home.toString()));
            assertThat(result.exit()).isNotZero();
            assertThat(result.output()).contains("no JDK 25 found in " + old);
        }
    }

    @Test
    void benchmarks_run_on_that_jdk() throws Exception {
        Path named = jdk("named", "25.0.3");

        assertThat(printedBy(JAVA_OF_BENCHMARKS, Map.of("JDK25_HOME", named.toString())))
                .isEqualTo(named.resolve("bin/java").toString());
    }

    @Test
    void benchmarks_run_on_the_java_that_is_named() throws Exception {
        String java = jdk("old", "17.0.15").resolve("bin/java").toString();
        Path named = jdk("named", "25.0.3");

        assertThat(printedBy(JAVA_OF_BENCHMARKS, Map.of("BENCH_JAVA", java, "JDK25_HOME", named.toString())))
                .isEqualTo(java);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = directory.toRealPath().resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String command : new String[] {"javac", "java"}) {
            Path file = Files.writeString(
                    home.resolve("bin").resolve(command), "#!/bin/sh\necho '" + command + " " + version + "'\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return home;
    }

    private record Result(int exit, String output) {}

    private static String printedBy(String script, Map<String, String> environment) throws Exception {
        Result result = run(script, environment);
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output();
    }

    private static Result run(String script, Map<String, String> environment) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Path.of(script).toAbsolutePath().toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output.strip());
    }
}
