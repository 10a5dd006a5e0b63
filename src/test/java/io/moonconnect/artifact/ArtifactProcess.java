package io.moonconnect.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import io.moonconnect.testing.Command;

import static io.restassured.RestAssured.given;

/** An artifact that runs: where it listens, what it has printed, and how it ended. Closing it kills it. */
public final class ArtifactProcess implements AutoCloseable {

    /** Generous: another build may share the machine. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    static final Map<String, String> FREE_PORTS = Map.of("QUARKUS_HTTP_PORT", "0", "QUARKUS_MANAGEMENT_PORT", "0");

    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: http://[^ :]*:(\\d+)\\. Management interface listening on http://[^ :]*:(\\d+)\\.");

    private final Process process;
    private final Path log;
    private Container container;

    private ArtifactProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** It runs in this container, which is removed when the process is closed. */
    ArtifactProcess closing(Container runsIn) {
        container = runsIn;
        return this;
    }

    /** @param output directory in which its output stays */
    static ArtifactProcess start(
            List<String> command, Path workingDirectory, Path output, Map<String, String> environment) {
        Path log = output.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(FREE_PORTS);
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(output);
            return new ArtifactProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service has said where it listens. */
    public ArtifactProcess listening() {
        Awaitility.await("the service listens")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the service ended at its start: see " + log, () -> !process.isAlive())
                .until(() -> LISTENING.matcher(output()).find());
        return this;
    }

    /** Waits until the service listens and is ready. */
    public ArtifactProcess ready() {
        URI readiness = listening().management().resolve("/q/health/ready");
        Awaitility.await("the service is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> given().get(readiness).statusCode() == 200);
        return this;
    }

    /** Waits until the service listens or has ended. */
    void listeningOrEnded() {
        Awaitility.await("the service listens or ends")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || LISTENING.matcher(output()).find());
    }

    /** The API's origin. */
    public URI api() {
        return URI.create("http://localhost:" + port(1));
    }

    /** The origin of health and metrics. */
    public URI management() {
        return URI.create("http://localhost:" + port(2));
    }

    /** All that it has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        service().destroy();
    }

    /** The service itself: the process that was started, or what buildah runs for it. */
    ProcessHandle service() {
        return process.descendants()
                .filter(descendant -> descendant.children().findAny().isEmpty())
                .findFirst()
                .orElse(process.toHandle());
    }

    /** Sends SIGKILL, which no process outlives or learns of, and waits for its end. */
    void kill() {
        service().destroyForcibly();
        exitCode();
    }

    /** Sends SIGINT, as Ctrl-C does. */
    void interrupt() {
        Command.run("kill", "-INT", pid());
    }

    /** Sends SIGQUIT, at which a JVM prints its threads. */
    void dumpThreads() {
        Command.run("kill", "-QUIT", pid());
    }

    /** Collects garbage, so that what is used after it is in use. */
    void collectGarbage() {
        Command.run(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid(), "GC.run");
    }

    /** Waits for its end. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + PATIENCE + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
        if (container != null) {
            container.close();
        }
    }

    private String pid() {
        return String.valueOf(service().pid());
    }

    private int port(int group) {
        Matcher matcher = LISTENING.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException("not listening yet");
        }
        return Integer.parseInt(matcher.group(group));
    }
}
