package io.moonconnect.artifact;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import io.moonconnect.credential.KeyedHash;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's commands do what it says. What differs from run to run is compared by placeholder, see
 * {@link VolatileValues}. After a change, {@code target/readme-walk/README.md} is the README with what was really
 * printed: copy it over the old one.
 */
@NeedsJvm
class ReadmeWalkIT {

    private static final Path DIRECTORY = Path.of("target/readme-walk").toAbsolutePath();

    @Test
    void the_walk_prints_line_by_line_what_the_readme_says() throws Exception {
        Assumptions.assumeTrue(Shell.has("curl"), "the walk is made with curl");
        Readme readme = Readme.section("A walk through the main job");

        List<List<Shell.Result>> blocks = new ArrayList<>();
        try (DemoProcess demo = DemoProcess.start("readme-walk")) {
            Origins origins = new Origins(demo);
            List<String> commands = readme.blocks().stream()
                    .flatMap(block -> block.commands().stream())
                    .map(origins::real)
                    .toList();
            List<Shell.Result> results = Shell.run(DIRECTORY, commands);
            int next = 0;
            for (Readme.Block block : readme.blocks()) {
                blocks.add(results.subList(next, next + block.commands().size()).stream()
                        .map(origins::printed)
                        .toList());
                next += block.commands().size();
            }
        }

        List<String> printed = blocks.stream().map(ReadmeWalkIT::printedBy).toList();
        Files.writeString(DIRECTORY.resolve("README.md"), readme.with(printed));
        assertThat(blocks).as("the walk").hasSizeGreaterThan(9);
        for (int i = 0; i < blocks.size(); i++) {
            assertThat(blocks.get(i)).as(printed.get(i)).allSatisfy(result -> assertThat(result.exitCode())
                    .isZero());
            assertThat(VolatileValues.replacedIn(printed.get(i)))
                    .as("printed by %s", readme.blocks().get(i).commands())
                    .isEqualTo(VolatileValues.replacedIn(readme.blocks().get(i).expected()));
        }
    }

    @Test
    void the_recipe_for_an_api_key_makes_one_and_its_digest() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl"), "the recipe is made with openssl");
        List<String> commands = new ArrayList<>(
                Readme.section("An API key for a backend").blocks().get(0).commands());
        commands.add("echo \"$key\"");
        commands.add("echo \"$digest\"");

        List<Shell.Result> results = Shell.run(DIRECTORY.resolve("api-key"), commands);

        ApiKey key = new ApiKey(results.get(commands.size() - 2).output());
        assertThat(key.value()).matches("mck_[A-Za-z0-9_-]{43}");
        assertThat(results.get(commands.size() - 1).output()).isEqualTo(key.digest());
        Files.delete(DIRECTORY.resolve("api-key/output.txt"));
    }

    @Test
    void the_recipes_of_the_audit_make_a_key_a_customers_hash_and_the_digest_of_a_text() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl"), "the recipes are made with openssl");
        List<Readme.Block> blocks = Readme.section("Audit").blocks();
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
    void the_recipe_for_a_webhook_signs_one_that_is_taken() throws Exception {
        Assumptions.assumeTrue(Shell.has("openssl") && Shell.has("curl"), "the recipe is made with openssl and curl");
        Readme.Block recipe = Readme.section("Webhooks").blocks().get(0);
        try (DemoProcess demo = DemoProcess.start("readme-webhooks")) {
            Origins origins = new Origins(demo);
            List<String> commands =
                    recipe.commands().stream().map(origins::real).toList();

            List<Shell.Result> results = Shell.run(DIRECTORY.resolve("webhooks"), commands);

            assertThat(printedBy(results)).isEqualTo(recipe.expected());
            assertThat(demo.service().output()).contains("a webhook has come, id=da112654, type=transaction_updated");
        }
        Files.delete(DIRECTORY.resolve("webhooks/output.txt"));
    }

    private static String printedBy(List<Shell.Result> results) {
        return results.stream()
                .map(Shell.Result::output)
                .filter(output -> !output.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** The README's ports, and where this test's processes really listen. */
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
