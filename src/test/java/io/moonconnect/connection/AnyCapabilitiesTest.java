package io.moonconnect.connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For any capabilities the response is valid, and never states that nothing is required if a capability requires
 * something. {@code -Dproperty.seed=...} repeats a run.
 */
@QuarkusTest
class AnyCapabilitiesTest {

    private static final int OVER_HTTP = 300;
    private static final int IN_MEMORY = 10_000;

    private static final long SEED = Long.getLong("property.seed", System.nanoTime());

    private static final ObjectMapper TREE = new ObjectMapper();

    private final RandomGenerator random = new Random(SEED);
    private final RandomJson json = new RandomJson(random);

    /** Kept in a field, because an unreferenced logger loses its level. */
    private static final Logger WARNINGS = Logger.getLogger("io.moonconnect.disclosure.Disclosures");

    @Inject
    RequiredDisclosures required;

    @BeforeAll
    static void keepTheLogShort() {
        WARNINGS.setLevel(Level.SEVERE);
        System.out.println("property.seed=" + SEED);
    }

    @AfterAll
    static void logAgain() {
        WARNINGS.setLevel(null);
    }

    @Test
    void whateverIsSentTheAnswerIsOneOfOurs() throws Exception {
        for (int i = 0; i < OVER_HTTP; i++) {
            String capabilities = random.nextInt(5) == 0 ? json.broken() : json.capabilities();

            Response answer = Asked.withCapabilities(capabilities).extract().response();

            if (answer.statusCode() == 200) {
                assertThat(answer.contentType()).as(trace(capabilities)).startsWith("application/json");
                // Not by REST Assured, which cannot read every number that is sent and comes back.
                JsonNode fields = TREE.readTree(answer.asByteArray());
                assertThat(fields.size()).as(trace(capabilities)).isEqualTo(11);
                assertThat(fields.get("status").textValue())
                        .as(trace(capabilities))
                        .isEqualTo("active");
                assertThat(fields.get("disclosureRequired").booleanValue())
                        .as(trace(capabilities))
                        .isEqualTo(!fields.get("disclosures").isEmpty());
            } else {
                assertThat(answer.statusCode()).as(trace(capabilities)).isEqualTo(400);
                assertThat(answer.contentType()).as(trace(capabilities)).startsWith("application/problem+json");
            }
        }
    }

    @Test
    void whateverIsSentComesBackOrIsRefused() {
        for (int i = 0; i < IN_MEMORY; i++) {
            String capabilities = json.capabilities();

            Capabilities read = connection(capabilities).capabilities();

            if (!capabilities.equals("null")) {
                assertThat(new String(read.raw().bytes(), StandardCharsets.UTF_8))
                        .as(trace(capabilities))
                        .isEqualTo(capabilities);
            }
        }
    }

    @Test
    void whateverCannotBeReadIsBadInputAndNoFault() {
        for (int i = 0; i < IN_MEMORY; i++) {
            String capabilities = json.broken();
            try {
                connection(capabilities);
            } catch (Failure refused) {
                assertThat(refused.type()).as(trace(capabilities)).isEqualTo(ProblemType.INVALID_REQUEST);
            }
        }
    }

    @Test
    void whereABrowserSeesTheCapabilitySomethingIsRequired() throws Exception {
        int asking = 0;
        for (int i = 0; i < IN_MEMORY; i++) {
            String capabilities = random.nextBoolean() ? json.capabilities() : json.asking();
            JsonNode requirements = TREE.readTree(capabilities).path("ramps").path("requirements");

            if (requirements.has("paymentDisclosures")) {
                asking++;
                assertThat(shown(capabilities)).as(trace(capabilities)).isNotEmpty();
            }
        }
        assertThat(asking).as("cases that ask").isGreaterThan(IN_MEMORY / 4);
    }

    @Test
    void whereTheCapabilityIsHiddenAmongOtherKeysSomethingIsRequired() {
        for (int i = 0; i < IN_MEMORY; i++) {
            String capabilities = json.asking();

            assertThat(shown(capabilities)).as(trace(capabilities)).isNotEmpty();
        }
    }

    private List<Disclosure> shown(String capabilities) {
        return required.toShow(connection(capabilities), List.of());
    }

    private static Connection connection(String capabilities) {
        String body = "{\"status\":\"active\",\"capabilities\":" + capabilities + "}";
        return Connection.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String trace(String capabilities) {
        return "seed " + SEED + ", capabilities " + capabilities.replace("%", "%%");
    }
}
