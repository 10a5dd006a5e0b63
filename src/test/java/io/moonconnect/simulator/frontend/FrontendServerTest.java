package io.moonconnect.simulator.frontend;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The page's origin, without a service behind it. */
class FrontendServerTest {

    private static final Path FILES = Path.of("src/main/resources/simulator/frontend");
    private static final Path API_GUIDE = Path.of("src/docs/api.md");
    private static final Pattern GUIDE_TO_THE_MODULES = Pattern.compile("(?ms)^### The reference frontend$(.*?)^#");
    private static final Pattern MODULE_NAME = Pattern.compile("[`\\[]([a-z0-9]+\\.js)[`\\]]");
    private static final int LINES_OF_A_SCREEN = 90;
    private static final URI API = URI.create("http://localhost:8080");
    private static final JsonArray CUSTOMERS = JsonArray.of(JsonObject.of("externalCustomerId", "cust-ny"));

    private static Vertx vertx;
    private static String ownFrames;
    private static String moonPaysFrames;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        ownFrames = start(Neighbours.of(API, URI.create("http://localhost:8090/"), true));
        moonPaysFrames = start(Neighbours.of(API, URI.create("https://blocks.moonpay.com"), false));
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void every_file_there_is_is_served() throws Exception {
        assertServed(FILES, "/", "");
    }

    @Test
    void every_module_of_the_npm_package_is_served() throws Exception {
        assertServed(Path.of("src/client"), "/client/", ".js");
    }

    @Test
    void every_module_is_one_screen_long_and_says_at_its_top_what_it_is_for() throws Exception {
        assertThat(names(FILES, ".js")).isNotEmpty().allSatisfy(name -> {
            List<String> lines = Files.readAllLines(FILES.resolve(name));
            assertThat(lines).as(name).hasSizeLessThanOrEqualTo(LINES_OF_A_SCREEN);
            assertThat(lines.get(0)).as(name).matches("/\\*\\*|/\\*\\* .+ \\*/");
        });
    }

    @Test
    void the_api_guide_says_which_module_does_what() throws Exception {
        Matcher guide = GUIDE_TO_THE_MODULES.matcher(Files.readString(API_GUIDE));

        assertThat(guide.find()).isTrue();
        Stream<String> table = guide.group(1).lines().filter(line -> line.startsWith("|"));
        assertThat(table.flatMap(row -> MODULE_NAME.matcher(row).results()).map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(names(FILES, ".js"));
    }

    private static void assertServed(Path directory, String prefix, String suffix) throws IOException {
        assertThat(names(directory, suffix)).isNotEmpty().allSatisfy(name -> {
            Response response = given().get(ownFrames + prefix + name);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.asByteArray()).isEqualTo(Files.readAllBytes(directory.resolve(name)));
        });
    }

    @Test
    void nothing_else_is() {
        assertThat(given().urlEncodingEnabled(false)
                        .get(ownFrames + "/%2e%2e/application.properties")
                        .statusCode())
                .isEqualTo(404);
        assertThat(given().get(ownFrames + "/application.properties").statusCode())
                .isEqualTo(404);
        assertThat(given().post(ownFrames + "/app.js").statusCode()).isEqualTo(405);
    }

    @Test
    void the_page_learns_where_the_service_and_the_frames_are() {
        assertThat(new JsonObject(given().get(ownFrames + "/config.json").asString()))
                .isEqualTo(JsonObject.of(
                        "api", "http://localhost:8080", "frames", "http://localhost:8090", "customers", CUSTOMERS));
    }

    @Test
    void the_page_may_call_the_service_and_open_the_frames_and_nothing_else() throws Exception {
        String importMap =
                Files.readString(FILES.resolve("index.html")).replaceAll("(?s).*\"importmap\">|</script>.*", "");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(importMap.getBytes(StandardCharsets.UTF_8));

        assertThat(policy(ownFrames).split("; "))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'",
                        "style-src 'self'",
                        "img-src 'self'",
                        "connect-src 'self' http://localhost:8080 http://localhost:8090",
                        "frame-src http://localhost:8090",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'");
    }

    @Test
    void with_moonpays_own_frames_its_hosts_are_allowed_and_no_simulated_customer_is_offered() {
        JsonObject config =
                new JsonObject(given().get(moonPaysFrames + "/config.json").asString());

        assertThat(config.getString("frames")).isEqualTo("https://blocks.moonpay.com");
        assertThat(config.getJsonArray("customers")).isEmpty();
        assertThat(policy(moonPaysFrames))
                .contains(
                        "; connect-src 'self' http://localhost:8080 https://*.moonpay.com; frame-src https://blocks.moonpay.com https://*.moonpay.com; ");
    }

    @Test
    void a_neighbour_without_an_origin_is_refused() {
        assertThatThrownBy(() -> Neighbours.of(API, URI.create("blocks.moonpay.com"), false))
                .hasMessageContaining("https://blocks.moonpay.com");
    }

    private static List<String> names(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .toList();
        }
    }

    private static String policy(String origin) {
        return given().get(origin + "/").header("Content-Security-Policy");
    }

    private static String start(Neighbours neighbours) {
        int port = Uni.createFrom()
                .completionStage(new FrontendServer(vertx, neighbours, CUSTOMERS)
                        .start("localhost", 0)
                        .toCompletionStage())
                .await()
                .atMost(Duration.ofSeconds(10));
        return "http://localhost:" + port;
    }
}
