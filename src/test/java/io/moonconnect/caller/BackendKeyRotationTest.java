package io.moonconnect.caller;

import java.nio.file.Path;
import java.util.Map;

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

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Backends' API keys can be rotated in their file while the service runs. */
@QuarkusTest
@TestProfile(BackendKeyRotationTest.MountedKeys.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class BackendKeyRotationTest {

    private static final String SESSION = "{\"externalCustomerId\":\"cust-1\",\"deviceIp\":\"203.0.113.9\"}";

    @ConfigProperty(name = "moonconnect.backend-keys-file")
    Path path;

    private final WatchedFileState state = new WatchedFileState("backend-keys");
    private final String old = TwoKeys.anyKey();
    private final String next = TwoKeys.anyKey();
    private MountedFile file;
    private CapturedLog log;

    /** Looked at every 20 ms. */
    public static class MountedKeys implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            MountedFile file = MountedFile.create("backend-keys", entry("shop", TwoKeys.anyKey()));
            return Map.of(
                    "moonconnect.callers", "backend",
                    "moonconnect.backend-keys", "",
                    "moonconnect.backend-keys-file", file.path().toString(),
                    "moonconnect.files.check-interval", "20ms");
        }
    }

    @BeforeEach
    void startWithTheOldKey() {
        log = CapturedLog.open();
        file = MountedFile.at(path);
        file.swap(entry("shop", old));
        await().until(() -> status(old) == 201 && state.state().equals("ok"));
    }

    @AfterEach
    void neitherKeysNorDigestsAreEverLogged() {
        log.close();
        assertThat(log.text()).contains("backend-keys").doesNotContainPattern("mck_[A-Za-z0-9]|[0-9a-fA-F]{64}");
    }

    @Test
    void a_key_rotates_without_a_gap() {
        file.swap(entry("shop", old) + "\n" + entry("shop-next", next));
        await().until(() -> status(next) == 201);
        assertThat(status(old)).isEqualTo(201);
        file.swap(entry("shop-next", next) + "\n");
        await().until(() -> status(old) == 401);
        assertThat(status(next)).isEqualTo(201);
    }

    @Test
    void a_removed_key_does_not_reach_moonpay(SimulatorControl moonPay) {
        file.swap(entry("shop", next));
        await().until(() -> status(old) == 401);
        long before = moonPay.started();
        assertThat(status(old)).isEqualTo(401);
        assertThat(moonPay.started()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%1,b=%2", "a=%1\r\nb=%2\r\n", "\ufeffa=%1\nb=%2", "\n , a=%1 ,\n\n\tb=%2,"})
    void white_space_around_digests_is_ignored(String content) {
        file.swap(filled(content));
        await().until(() -> status(next) == 201);
        assertThat(status(old)).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n,\n",
                "shop",
                "shop=%k",
                "shop=%1,next=%2x",
                "next=%2;",
                "next=%2\nnext=%1",
                "shop=%1\nnext=%2\nsame=%2",
                "{\"next\":\"%2\"}"
            })
    void an_invalid_file_keeps_the_old_keys_until_it_is_fixed(String content) {
        double before = state.failures();
        file.swap(filled(content));
        await().until(() -> state.failures() == before + 1 && state.state().equals("stale"));
        assertThat(status(old)).isEqualTo(201);
        assertThat(status(next)).isEqualTo(401);
        file.swap(entry("next", next));
        await().until(() -> status(next) == 201 && state.state().equals("ok"));
        assertThat(status(old)).isEqualTo(401);
    }

    @Test
    void a_file_that_is_gone_leaves_the_old_keys_in_use() {
        double before = state.failures();
        file.delete();
        await().until(() -> state.failures() == before + 1 && state.state().equals("stale"));
        assertThat(status(old)).isEqualTo(201);
    }

    @Test
    void requests_are_counted_by_the_name_of_the_key() {
        file.swap(entry("shop", old) + "," + entry("counted", next));
        await().until(() -> status(next) == 201);
        String counted = "caller_requests_total{caller=\"backend\",name=\"counted\",outcome=\"identified\"}";
        String refused = "caller_requests_total{caller=\"none\",name=\"\",outcome=\"unauthenticated\"}";
        double before = Metrics.value(counted);
        double refusedBefore = Metrics.value(refused);
        status(next);
        status(old);
        status(TwoKeys.anyKey());
        assertThat(Metrics.value(counted)).isEqualTo(before + 1);
        assertThat(Metrics.value(refused)).isEqualTo(refusedBefore + 1);
        assertThat(Metrics.page()).doesNotContain("mck_", TwoKeys.digest(next));
    }

    private String filled(String content) {
        return content.replace("%1", TwoKeys.digest(old))
                .replace("%2", TwoKeys.digest(next))
                .replace("%k", next);
    }

    private static String entry(String name, String key) {
        return name + "=" + TwoKeys.digest(key);
    }

    private static int status(String key) {
        return given().header("Authorization", "ApiKey " + key)
                .contentType("application/json")
                .body(SESSION)
                .post("/v1/sessions")
                .statusCode();
    }
}
