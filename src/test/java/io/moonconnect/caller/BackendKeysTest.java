package io.moonconnect.caller;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A malformed key is rejected, whatever digests are configured. */
class BackendKeysTest {

    @Test
    void a_key_of_the_form_is_known_by_its_digest() {
        String key = TwoKeys.anyKey();
        assertThat(nameWhereConfigured(key)).isEqualTo("shop");
    }

    static Stream<String> misshapen() {
        String random = TwoKeys.anyKey().substring(4);
        return Stream.of(
                "",
                random,
                "mck_" + random + "A",
                "mck_" + random.substring(1),
                "mcx_" + random,
                "MCK_" + random,
                "mck-" + random,
                "mck_" + random.substring(1) + "+",
                "mck_" + random.substring(1) + "/",
                "mck_" + random.substring(1) + "=",
                "mck_" + random.substring(1) + " ",
                "mck_" + random.substring(1) + "\u00e9");
    }

    @ParameterizedTest
    @MethodSource("misshapen")
    void a_malformed_key_is_rejected_even_if_its_digest_is_configured(String presented) {
        assertThat(nameWhereConfigured(presented)).isNull();
    }

    /** The name of a presented key whose own digest is configured. */
    private static String nameWhereConfigured(String presented) {
        BackendKeys keys =
                BackendKeys.parse("shop=" + TwoKeys.digest(presented)).orElseThrow();
        return keys.nameOf(presented).orElse(null);
    }
}
