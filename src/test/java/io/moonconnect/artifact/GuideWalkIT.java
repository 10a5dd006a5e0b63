package io.moonconnect.artifact;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.moonconnect.credential.KeyedHash;
import io.moonconnect.testing.Documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the guides print what the guides show. Values that differ from run to run are compared by placeholder, see
 * {@link VolatileValues}. After a change, {@code target/guide-walk} has the guides with the real output: copy them over the
 * old ones.
 */
@NeedsJvm
class GuideWalkIT {

    private static final Path DIRECTORY = Path.of("target/guide-walk").toAbsolutePath();

    private static final int CONNECT_MS = 2000;

    private static final int SESSIONS_OF_A_SUITE = 40;

    @ParameterizedTest
    @CsvSource({"walk.md, 9", "testing.md, 7"})
    void the_commands_print_line_by_line_what_the_guide_says(String name, int moreBlocksThan) throws Exception {
        Assumptions.assumeTrue(Shell.has("curl"), "the walks are made with curl");
        Guide walk = Guide.whole(Documents.WALK.resolveSibling(name));

        List<List<Shell.Result>> blocks = new ArrayList<>();
        try (DemoProcess demo = DemoProcess.start("guide-" + name)) {
            Origins origins = new Origins(demo);
            List<String> commands = walk.blocks().stream()
                    .flatMap(block -> block.commands().stream())
                    .map(origins::real)
                    .toList();
            List<Shell.Result> results = Shell.run(DIRECTORY, commands);
            int next = 0;
            for (Guide.Block block : walk.blocks()) {
                blocks.add(results.subList(next, next + block.commands().size()).stream()
                        .map(origins::printed)
                        .toList());
                next += block.commands().size();
            }
        }

        List<String> printed = blocks.stream().map(GuideWalkIT::printedBy).toList();
        Files.writeString(DIRECTORY.resolve(name), walk.with(printed));
        assertThat(blocks).as(name).hasSizeGreaterThan(moreBlocksThan);
        for (int i = 0; i < blocks.size(); i++) {
            assertThat(blocks.get(i)).as(printed.get(i)).allSatisfy(result -> assertThat(result.exitCode())
                    .isZero());
            assertThat(VolatileValues.replacedIn(printed.get(i)))
                    .as("printed by %s", walk.blocks().get(i).commands())
                    .isEqualTo(VolatileValues.replacedIn(walk.blocks().get(i).expected()));
        }
    }

    @Test
    void the_demo_is_quiet_names_its_page_last_and_listens_on_both_loopbacks_only() throws Exception {
        try (DemoProcess demo = DemoProcess.start("demo-alone")) {
            String page = "Open " + demo.frontend() + " in a browser";
            Awaitility.await("the last line")
                    .until(() -> demo.service().output().contains(page));

            List<String> lines = demo.service().output().lines().toList();
            assertThat(lines).hasSizeLessThanOrEqualTo(2);
            assertThat(lines.get(lines.size() - 1)).contains(page);
            askForSessions(demo);
            assertThat(demo.service().output().lines()).as("after use").hasSameSizeAs(lines);
            for (URI origin : List.of(
                    demo.frontend(),
                    demo.simulator(),
                    demo.service().api(),
                    demo.service().management())) {
                assertThat(answers("127.0.0.1", origin)).as("IPv4 %s", origin).isTrue();
                assertThat(answers("::1", origin)).as("IPv6 %s", origin).isTrue();
                for (InetAddress outside : addressesOfThisMachine()) {
                    assertThat(answers(outside.getHostAddress(), origin))
                            .as("%s %s", outside, origin)
                            .isFalse();
                }
            }
        }
    }

    /** As an end-to-end suite does it: one customer and one address, more often than a production service lets them. */
    private static void askForSessions(DemoProcess demo) {
        for (int i = 0; i < SESSIONS_OF_A_SUITE; i++) {
            given().contentType("application/json")
                    .body("{\"externalCustomerId\":\"cust-ny\"}")
                    .post(demo.service().api() + "/v1/sessions")
                    .then()
                    .statusCode(201);
        }
    }

    private static boolean answers(String address, URI origin) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, origin.getPort()), CONNECT_MS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static List<InetAddress> addressesOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    @Test
    void the_five_lines_of_the_readme_lead_from_a_session_to_live_quotes() throws Exception {
        Assumptions.assumeTrue(Shell.has("curl"), "the lines use curl");
        List<String> lines = Guide.section(Documents.README, "Five lines with curl")
                .blocks()
                .get(0)
                .commands();
        assertThat(lines).hasSize(5).allMatch(line -> line.contains("curl "));
        try (DemoProcess demo = DemoProcess.start("guide-five-lines")) {
            Origins origins = new Origins(demo);

            List<Shell.Result> results = Shell.run(
                    DIRECTORY.resolve("five-lines"),
                    lines.stream().map(origins::real).toList());

            assertThat(results.subList(0, 4)).allMatch(result -> result.exitCode() == 0);
            assertThat(results.get(2).output()).contains("\"kind\":\"stored\",\"usable\":true");
            assertThat(results.get(3).output()).startsWith("{\"complete\":true").contains("\"best\":true");
            assertThat(results.get(4).output()).contains("event: methods", "event: quote", "event: complete");
            assertThat(results.get(4).exitCode())
                    .as("curl ends at its time limit")
                    .isEqualTo(28);
        }
        Files.delete(DIRECTORY.resolve("five-lines/output.txt"));
    }

    @Test
    void the_recipe_for_an_api_key_makes_one_and_its_digest() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl"), "the recipe is made with openssl");
        List<String> commands = new ArrayList<>(Guide.section(Documents.API, "An API key for a backend")
                .blocks()
                .get(0)
                .commands());
        commands.add("echo \"$key\"");
        commands.add("echo \"$digest\"");

        List<Shell.Result> results = Shell.run(DIRECTORY.resolve("api-key"), commands);

        ApiKey key = new ApiKey(results.get(commands.size() - 2).output());
        assertThat(key.value()).matches("mck_[A-Za-z0-9_-]{43}");
        assertThat(results.get(commands.size() - 1).output()).isEqualTo(key.digest());
        Files.delete(DIRECTORY.resolve("api-key/output.txt"));
    }

    @Test
    void the_recipe_for_rotating_a_backends_key_keeps_the_old_one_beside_the_new_one() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl"), "the recipe is made with openssl");
        List<String> commands = new ArrayList<>(Guide.section(Documents.OPERATIONS, "Rotating keys")
                .blocks()
                .get(0)
                .commands());
        commands.add("echo \"$new\"");
        commands.add("cat backend-keys");

        List<Shell.Result> results = Shell.run(DIRECTORY.resolve("rotation"), commands);

        String fresh = new ApiKey(results.get(commands.size() - 2).output()).digest();
        assertThat(results.get(commands.size() - 1).output())
                .isEqualTo("shop=" + new ApiKey("mck_old").digest() + ",shop-next=" + fresh);
        Files.delete(DIRECTORY.resolve("rotation/output.txt"));
    }

    @Test
    void the_recipes_of_the_audit_make_a_key_a_customers_hash_and_the_digest_of_a_text() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl"), "the recipes are made with openssl");
        List<Guide.Block> blocks = Guide.whole(Documents.AUDIT).blocks();
        List<String> commands = new ArrayList<>(blocks.get(0).commands());
        commands.add("echo \"$audit_key\"");
        commands.addAll(blocks.get(1).commands());

        List<Shell.Result> results = Shell.run(DIRECTORY.resolve("audit"), commands);

        String key = results.get(2).output();
        assertThat(key).matches("[A-Za-z0-9+/]{43}=");
        assertThat(results.get(1).output())
                .isEqualTo(
                        KeyedHash.with(key.getBytes(StandardCharsets.US_ASCII)).of("cust-7f31"));
        assertThat(results.get(3).output()).isEqualTo(blocks.get(1).expected());
        Files.delete(DIRECTORY.resolve("audit/output.txt"));
    }

    @Test
    void the_recipe_of_the_audit_finds_what_the_customer_of_a_transaction_accepted() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl") && Shell.has("curl"), "the recipe is made with openssl and curl");
        List<Guide.Block> blocks = Guide.section(Documents.AUDIT, "What a customer was shown and accepted")
                .blocks();

        String printed = printedBesideALog(blocks, "evidence");

        String hash = printed.lines().reduce((first, last) -> last).orElseThrow();
        assertThat(printed).contains("quoteSignatureHash=" + hash);
        assertThat(withoutHashes(printed)).isEqualTo(withoutHashes(expected(blocks) + "\n" + hash));
    }

    @Test
    void the_recipe_of_the_audit_shows_what_is_recorded_of_submitted_data() throws Exception {
        Assumptions.assumeTrue(Shell.has("curl"), "the recipe is made with curl");
        List<Guide.Block> blocks =
                Guide.section(Documents.AUDIT, "What a customer submitted").blocks();

        String printed = printedBesideALog(blocks, "submitted");

        assertThat(withoutHashes(printed)).isEqualTo(withoutHashes(expected(blocks)));
        assertThat(printed).doesNotContain("Denver");
    }

    /** By the commands of a recipe, in a directory in which the demo writes {@code audit.log}. */
    private static String printedBesideALog(List<Guide.Block> blocks, String name) throws Exception {
        Path directory = DIRECTORY.resolve(name);
        Files.createDirectories(directory);
        Files.deleteIfExists(directory.resolve("audit.log"));
        Map<String, String> log = Map.of(
                "QUARKUS_LOG_FILE_ENABLED",
                "true",
                "QUARKUS_LOG_FILE_PATH",
                directory.resolve("audit.log").toString(),
                "QUARKUS_LOG_FILE_JSON_ENABLED",
                "false",
                "QUARKUS_LOG_CATEGORY__IO_MOONCONNECT_AUDIT__LEVEL",
                "INFO");
        try (DemoProcess demo = DemoProcess.start("guide-" + name, log)) {
            Origins origins = new Origins(demo);
            List<String> commands = blocks.stream()
                    .flatMap(block -> block.commands().stream())
                    .map(origins::real)
                    .toList();
            return printedBy(Shell.run(directory, commands));
        }
    }

    private static String expected(List<Guide.Block> blocks) {
        return blocks.stream()
                .map(Guide.Block::expected)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** Keys and quotes are made for each run; digests of texts are not, and stay. */
    private static String withoutHashes(String events) {
        return VolatileValues.replacedIn(events)
                .replaceAll(
                        "((?:customer|accessToken|quoteSignature|moonPayCustomer)Hash|acceptanceId|uploads)=[0-9a-f]+",
                        "$1=<hash>");
    }

    @Test
    void the_recipe_for_a_webhook_signs_one_that_is_taken() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl") && Shell.has("curl"), "the recipe is made with openssl and curl");
        Guide.Block recipe = Guide.section(Documents.API, "Webhooks").blocks().get(0);
        try (DemoProcess demo = DemoProcess.start("guide-webhooks")) {
            Origins origins = new Origins(demo);
            List<String> commands =
                    recipe.commands().stream().map(origins::real).toList();

            List<Shell.Result> results = Shell.run(DIRECTORY.resolve("webhooks"), commands);

            assertThat(printedBy(results)).isEqualTo(recipe.expected());
            assertThat(demo.service().output()).contains("webhook received, id=da112654, type=transaction_updated");
        }
        Files.delete(DIRECTORY.resolve("webhooks/output.txt"));
    }

    private static String printedBy(List<Shell.Result> results) {
        return results.stream()
                .map(Shell.Result::output)
                .filter(output -> !output.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** The guides' ports, and where this test's processes really listen. */
    private record Origins(String api, String management, String simulator) {

        private static final String API = "localhost:8080";
        private static final String SIMULATOR = "localhost:8090";
        private static final String MANAGEMENT = "localhost:9000";

        Origins(DemoProcess demo) {
            this(authority(demo.service().api()), authority(demo.service().management()), authority(demo.simulator()));
        }

        String real(String command) {
            return command.replace(API, api).replace(SIMULATOR, simulator).replace(MANAGEMENT, management);
        }

        Shell.Result printed(Shell.Result result) {
            String output = result.output()
                    .replace(api, API)
                    .replace(simulator, SIMULATOR)
                    .replace(management, MANAGEMENT);
            return new Shell.Result(result.command(), output, result.exitCode());
        }

        private static String authority(URI origin) {
            return origin.getAuthority();
        }
    }
}
