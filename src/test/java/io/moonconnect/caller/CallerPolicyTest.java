package io.moonconnect.caller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Invalid configuration of callers fails the start with the name of the key, instead of weakening authentication. */
class CallerPolicyTest {

    private static final String CALLERS = "moonconnect.callers";
    private static final String KEYS = "moonconnect.backend-keys";
    private static final String FILE = "moonconnect.backend-keys-file";
    private static final String KEY = TwoKeys.anyKey();
    private static final String DIGEST = TwoKeys.digest(KEY);

    @TempDir
    Path folder;

    @Test
    void production_refuses_open_callers() {
        refuses(Map.of(CALLERS, "open"), CALLERS, "open");
        refuses(Map.of(CALLERS, "backend,open", KEYS, "a=" + DIGEST), CALLERS, "open");
    }

    @Test
    void a_trial_build_takes_open_callers() {
        assertThat(policy(Map.of(CALLERS, "open"), true).identify(null)).isInstanceOf(Caller.Open.class);
    }

    @Test
    void the_default_is_backends_and_needs_their_keys() {
        refuses(Map.of(), KEYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {",", "a", "a=", "=%s", "a=b", "a=%sff", "a b=%s", "a=%s,b", "a=%s;b=%s", "a:%s", "mck_planted"})
    void keys_that_are_no_digests(String entries) {
        refuses(Map.of(KEYS, entries.replace("%s", DIGEST)), KEYS);
    }

    @Test
    void a_name_stands_for_one_key_and_a_key_has_one_name() {
        String other = TwoKeys.digest(TwoKeys.anyKey());
        refuses(Map.of(KEYS, "a=" + DIGEST + ",a=" + other), KEYS, "no name and no digest twice");
        refuses(Map.of(KEYS, "a=" + DIGEST + ",b=" + DIGEST.toUpperCase()), KEYS, "no name and no digest twice");
    }

    @Test
    void a_bad_file_is_named_and_not_repeated() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "a=" + KEY);
        refuses(Map.of(FILE, file.toString()), FILE, file.toString(), "name=sha256hex");
        assertThatThrownBy(() -> policy(Map.of(FILE, file.toString()), false)).hasMessageNotContaining(KEY);
    }

    @Test
    void the_error_does_not_repeat_what_was_set() {
        assertThatThrownBy(() -> policy(Map.of(KEYS, "a=" + KEY), false)).hasMessageNotContaining(KEY);
    }

    @Test
    void keys_in_both_places() {
        refuses(Map.of(KEYS, "a=" + DIGEST, FILE, folder.resolve("keys").toString()), KEYS, FILE);
    }

    @Test
    void a_file_that_is_not_there() {
        refuses(Map.of(FILE, folder.resolve("keys").toString()), FILE);
    }

    @Test
    void keys_from_a_file_a_line_each() throws IOException {
        Path file = Files.writeString(
                folder.resolve("keys"),
                "old=" + TwoKeys.digest(TwoKeys.anyKey()) + "\r\n new=" + DIGEST.toUpperCase() + "\n\n");
        Caller caller = policy(Map.of(FILE, file.toString()), false).identify("ApiKey " + KEY);
        assertThat(caller).isEqualTo(new Caller.Backend("new"));
    }

    private static void refuses(Map<String, String> settings, String... named) {
        assertThatThrownBy(() -> policy(settings, false))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .contains(named);
    }

    static CallerPolicy policy(Map<String, String> settings, boolean trial) {
        return new CallerPolicy(config(settings), trial, new WatchedFiles(new SimpleMeterRegistry()));
    }

    static CallerConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(CallerConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(CallerConfig.class);
    }
}
