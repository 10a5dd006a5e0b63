package io.moonconnect.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

import io.moonconnect.testing.FreePort;
import io.restassured.path.json.JsonPath;

import static io.restassured.RestAssured.given;

/** A real Prometheus with our rules, which scrapes one target every second. It keeps what it knows under {@code target}. */
final class PrometheusProcess implements AutoCloseable {

    private static final Path CONFIG = Path.of("deploy/prometheus/prometheus.yml");

    private final Process process;
    private final URI origin;

    private PrometheusProcess(Process process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    static boolean isInstalled() {
        return Shell.has("prometheus");
    }

    /** With the configuration that is shipped, but for target and intervals. */
    static PrometheusProcess scraping(URI target) {
        try {
            Path directory = Files.createDirectories(Path.of("target/artifact-processes/prometheus"));
            Path config = directory.resolve("prometheus.yml");
            Files.writeString(
                    config,
                    Files.readString(CONFIG)
                            .replace("15s", "1s")
                            .replace("localhost:9000", target.getAuthority())
                            .replace(
                                    "moonconnect.rules.yml",
                                    Queries.RULES.toAbsolutePath().toString()));
            Path memory = Files.createTempDirectory(directory.toAbsolutePath(), "tsdb");
            int port = FreePort.find();
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + memory,
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            PrometheusProcess prometheus = new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port));
            prometheus.awaitScrapes();
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Series of an answer, each with its labels and its value. */
    List<Object> query(String query) {
        return api("/api/v1/query", query).getList("data.result");
    }

    /** The state of each rule, by name. */
    JsonPath rules() {
        return api("/api/v1/rules", "");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A rate needs two. */
    private void awaitScrapes() {
        Awaitility.await("Prometheus scrapes")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .failFast("Prometheus ended", () -> !process.isAlive())
                .until(() -> !query("count_over_time(moonpay_mode[1m]) > 2").isEmpty());
    }

    private JsonPath api(String path, String query) {
        return given().queryParam("query", query)
                .get(origin.resolve(path))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
