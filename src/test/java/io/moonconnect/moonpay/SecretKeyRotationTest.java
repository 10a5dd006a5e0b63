package io.moonconnect.moonpay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.MountedFile;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.WatchedFileState;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static io.moonconnect.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Rotates MoonPay's secret key while the service runs, and checks which key MoonPay gets. */
@QuarkusTest
@TestProfile(SecretKeyRotationTest.MountedKey.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class SecretKeyRotationTest {

    private static final String CREATE_SESSION = "createSession";
    private static final String SESSION = "{\"externalCustomerId\":\"cust-1\"}";

    @ConfigProperty(name = "moonpay.secret-key-file")
    Path path;

    private final WatchedFileState state = new WatchedFileState("moonpay-secret-key");
    private final String first = key("sk_test_");
    private MountedFile file;
    /** Generous: the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private CapturedLog log;

    /** Checked every 20 ms. */
    public static class MountedKey implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            MountedFile file = MountedFile.create("moonpay-secret-key", key("sk_test_"));
            return Map.of(
                    "moonpay.secret-key", "",
                    "moonpay.secret-key-file", file.path().toString(),
                    "moonconnect.files.check-interval", "20ms");
        }
    }

    @BeforeEach
    void startFromTheFirst(SimulatorControl moonPay) {
        log = CapturedLog.open();
        file = MountedFile.at(path);
        file.swap(first);
        await().atMost(PATIENCE)
                .until(() ->
                        keyUsed(moonPay).equals(masked(first)) && state.state().equals("ok"));
    }

    @AfterEach
    void noKeyIsEverLogged() {
        log.close();
        assertThat(log.text()).contains("moonpay-secret-key").doesNotContainPattern("sk_(test|live)_[0-9a-f]");
    }

    @Test
    void a_swapped_secret_is_used_without_a_restart(SimulatorControl moonPay) {
        double before = state.reloads();
        String next = key("sk_test_");
        file.swap(next);
        await().atMost(PATIENCE).until(() -> keyUsed(moonPay).equals(masked(next)));
        await().atMost(PATIENCE)
                .until(() -> state.reloads() == before + 1 && state.state().equals("ok"));
    }

    @Test
    void a_file_written_in_place_is_reloaded(SimulatorControl moonPay) {
        String next = key("sk_test_");
        file.write(next);
        await().atMost(PATIENCE).until(() -> keyUsed(moonPay).equals(masked(next)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s\r\n", "\ufeff%s\r\n", "\n\t %s \n\n"})
    void byte_order_mark_and_white_space_are_ignored(String content, SimulatorControl moonPay) {
        String next = key("sk_test_");
        file.swap(content.replace("%s", next));
        await().atMost(PATIENCE).until(() -> keyUsed(moonPay).equals(masked(next)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " \n", "planted", "pk_test_%s", "sk_test_", "sk_test_%s\nsk_test_%s", "sk_test_%s x", "\0"})
    void an_invalid_file_leaves_the_old_key_in_use_until_it_is_fixed(String content, SimulatorControl moonPay) {
        double before = state.failures();
        file.swap(content.replace("%s", "0123456789abcdef"));
        keeps(first, before, moonPay);
        String mended = key("sk_test_");
        file.swap(mended);
        await().atMost(PATIENCE)
                .until(() ->
                        keyUsed(moonPay).equals(masked(mended)) && state.state().equals("ok"));
    }

    @Test
    void a_missing_file_leaves_the_old_key_in_use_until_it_is_back(SimulatorControl moonPay) {
        double before = state.failures();
        file.delete();
        keeps(first, before, moonPay);
        file.swap(first);
        await().atMost(PATIENCE).until(() -> state.state().equals("ok"));
        assertThat(keyUsed(moonPay)).isEqualTo(masked(first));
    }

    @Test
    void a_file_that_is_too_large_leaves_the_old_key_in_use(SimulatorControl moonPay) {
        double before = state.failures();
        file.swap(key("sk_test_") + "\n".repeat(64 * 1024));
        keeps(first, before, moonPay);
    }

    @Test
    void a_key_of_the_other_mode_is_not_loaded(SimulatorControl moonPay) {
        double before = state.failures();
        file.swap(key("sk_live_"));
        keeps(first, before, moonPay);
        assertThat(log.text()).containsPattern("WARN.*a change of mode requires a restart");
        assertThat(Metrics.value("moonpay_mode{mode=\"test\"}")).isEqualTo(1);
        assertThat(Metrics.page()).doesNotContain("moonpay_mode{mode=\"live\"}");
        assertThat(given().get(Metrics.management("/q/health/ready"))
                        .jsonPath()
                        .getString("checks.find { it.name == 'moonpay' }.data.mode"))
                .isEqualTo("test");
    }

    @Test
    void a_call_in_flight_keeps_its_key(SimulatorControl moonPay) {
        moonPay.forgetRequests();
        moonPay.delay(CREATE_SESSION, Duration.ofSeconds(1));
        CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(
                () -> post("/v1/sessions", SESSION).statusCode());
        await().atMost(PATIENCE).until(() -> moonPay.counts(CREATE_SESSION).started() == 1);
        String next = key("sk_test_");
        double before = state.reloads();
        file.swap(next);
        await().atMost(PATIENCE).until(() -> state.reloads() == before + 1);
        assertThat(slow.join()).isEqualTo(201);
        assertThat(moonPay.requests(CREATE_SESSION).get(0).headers().get("x-api-key"))
                .isEqualTo(masked(first));
        moonPay.clearFaults();
        assertThat(keyUsed(moonPay)).isEqualTo(masked(next));
    }

    private void keeps(String key, double failuresBefore, SimulatorControl moonPay) {
        await().atMost(PATIENCE)
                .until(() ->
                        state.failures() == failuresBefore + 1 && state.state().equals("stale"));
        assertThat(keyUsed(moonPay)).isEqualTo(masked(key));
    }

    /** Creates a session, and returns the key that MoonPay got. */
    private static String keyUsed(SimulatorControl moonPay) {
        assertThat(post("/v1/sessions", SESSION).statusCode()).isEqualTo(201);
        List<SimulatorControl.Request> requests = moonPay.requests(CREATE_SESSION);
        return requests.get(requests.size() - 1).headers().get("x-api-key");
    }

    /** In the form of the simulator's log. */
    private static String masked(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return key.substring(0, "sk_test_".length())
                    + "sha256:"
                    + HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String key(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
