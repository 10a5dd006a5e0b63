package io.moonconnect.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which keys the hashes of the audit are made with, and which end the start. */
class AuditKeyTest {

    private static final String KEY = "k".repeat(31);

    @TempDir
    Path directory;

    private record Keys(Optional<String> key, Optional<Path> keyFile) implements AuditConfig {

        static Keys text(String key) {
            return new Keys(Optional.of(key), Optional.empty());
        }

        static Keys file(Path file) {
            return new Keys(Optional.empty(), Optional.of(file));
        }

        @Override
        public CustomerIdForm customerIds() {
            return CustomerIdForm.HASH;
        }
    }

    @Test
    void a_file_with_a_line_break_at_its_end_holds_the_same_key() throws Exception {
        Path file = Files.writeString(directory.resolve("audit-key"), KEY + "1\n");

        assertThat(hash(Keys.file(file)))
                .isEqualTo(hash(Keys.text(KEY + "1")))
                .isNotEqualTo(hash(Keys.text(KEY + "2")));
    }

    @Test
    void without_a_key_there_is_none() {
        assertThat(AuditKey.configured(new Keys(Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "short", "0123456789012345678901234567890", "0123456789 123456789 123456789 123456789"})
    void a_key_that_can_be_guessed_or_is_none_is_refused_and_not_repeated(String key) throws Exception {
        Path file = Files.writeString(directory.resolve("audit-key"), key);

        refused(Keys.text(key), "moonconnect.audit.key must hold at least 32 random characters", key);
        refused(Keys.file(file), "moonconnect.audit.key-file must hold at least 32 random characters", key);
    }

    @Test
    void two_keys_and_a_file_that_is_not_there_are_refused() {
        Path absent = directory.resolve("absent");

        refused(
                new Keys(Optional.of(KEY + "1"), Optional.of(absent)),
                "moonconnect.audit.key and moonconnect.audit.key-file are both set",
                KEY);
        refused(Keys.file(absent), "moonconnect.audit.key-file must be the path of a file", KEY);
    }

    private static String hash(AuditConfig config) {
        return AuditKey.configured(config).orElseThrow().of("cust-1");
    }

    private static void refused(AuditConfig config, String said, String key) {
        assertThatThrownBy(() -> AuditKey.configured(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(said)
                .satisfies(refusal -> assertThat(
                                key.isBlank() || !refusal.getMessage().contains(key))
                        .isTrue());
    }
}
