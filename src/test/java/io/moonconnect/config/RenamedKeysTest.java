package io.moonconnect.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.ConfigurationKey;
import io.moonconnect.testing.Documents;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** Each former name of a key has the effect of the key, with a warning. */
class RenamedKeysTest {

    private static final int OF_A_FILE = 100;
    private static final int OF_THE_ARTIFACT = 250;
    private static final int OF_THE_ENVIRONMENT = 300;
    private static final int OF_THE_SYSTEM = 400;

    static Stream<Arguments> renamed() {
        return RenamedKeys.FORMER.entrySet().stream().map(pair -> Arguments.of(pair.getKey(), pair.getValue()));
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void the_former_name_works_with_a_warning(String key, String former) {
        SmallRyeConfig config = config(source(OF_A_FILE, former, "old"));

        assertThat(config.getValue(key, String.class)).isEqualTo("old");
        assertThat(warnings(config)).containsExactly(warning(key, former));
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void the_former_name_works_in_a_profile(String key, String former) {
        SmallRyeConfig config = config(source(OF_A_FILE, "%prod." + former, "old"));

        assertThat(config.getValue(key, String.class)).isEqualTo("old");
        assertThat(warnings(config)).containsExactly(warning(key, former));
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void the_name_works_without_a_warning(String key, String former) {
        SmallRyeConfig config = config(source(OF_A_FILE, key, "new"));

        assertThat(config.getValue(key, String.class)).isEqualTo("new");
        assertThat(warnings(config)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void the_variable_works_without_a_warning(String key, String former) {
        SmallRyeConfig config = config(variable(key, "new"));

        assertThat(config.getValue(key, String.class)).isEqualTo("new");
        assertThat(warnings(config)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void the_former_variable_works_with_a_warning_unless_it_is_the_same(String key, String former) {
        SmallRyeConfig config = config(variable(former, "old"));

        assertThat(config.getValue(key, String.class)).isEqualTo("old");
        assertThat(warnings(config))
                .isEqualTo(
                        environmentName(key).equals(environmentName(former))
                                ? List.of()
                                : List.of(warning(key, former)));
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void the_name_has_precedence(String key, String former) {
        SmallRyeConfig same = config(new PropertiesConfigSource(Map.of(key, "new", former, "old"), "file", OF_A_FILE));
        SmallRyeConfig lower = config(source(OF_THE_ENVIRONMENT, key, "new"), source(OF_THE_SYSTEM, former, "old"));

        assertThat(same.getValue(key, String.class)).isEqualTo("new");
        assertThat(lower.getValue(key, String.class)).isEqualTo("new");
        assertThat(warnings(lower)).containsExactly(warning(key, former));
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void defaults_and_values_in_the_artifact_have_none(String key, String former) {
        SmallRyeConfig config = config(source(OF_THE_ARTIFACT, key, "ours"), source(OF_THE_ENVIRONMENT, former, "old"));
        SmallRyeConfig defaults = builder(source(OF_A_FILE, former, "old"))
                .withDefaultValue(key, "default")
                .build();

        assertThat(config.getValue(key, String.class)).isEqualTo("old");
        assertThat(defaults.getValue(key, String.class)).isEqualTo("old");
        assertThat(builder().withDefaultValue(key, "default").build().getValue(key, String.class))
                .isEqualTo("default");
    }

    @ParameterizedTest
    @MethodSource("renamed")
    void the_guide_has_both_names(String key, String former) {
        assertThat(Documents.text(Documents.CONFIGURATION)).contains("| `" + former + "` | `" + key + "` |");
    }

    @Test
    void every_name_is_a_key_and_no_former_one_is() {
        List<String> keys =
                ConfigurationKey.all().stream().map(ConfigurationKey::name).toList();

        assertThat(keys)
                .containsAll(RenamedKeys.FORMER.keySet())
                .doesNotContainAnyElementsOf(RenamedKeys.FORMER.values());
    }

    private static String warning(String key, String former) {
        return "deprecated configuration key, key=" + former + ", use=" + key;
    }

    private static List<String> warnings(SmallRyeConfig config) {
        try (CapturedLog log = CapturedLog.of(DeprecatedKeys.class.getName())) {
            new DeprecatedKeys().warn(null, config);
            return log.lines().stream().map(CapturedLog.Line::message).toList();
        }
    }

    private static SmallRyeConfig config(ConfigSource... sources) {
        return builder(sources).build();
    }

    private static SmallRyeConfigBuilder builder(ConfigSource... sources) {
        return new SmallRyeConfigBuilder()
                .withProfile("prod")
                .withInterceptors(new RenamedKeys())
                .withSources(sources);
    }

    private static ConfigSource source(int ordinal, String name, String value) {
        return new PropertiesConfigSource(Map.of(name, value), "source " + ordinal, ordinal);
    }

    private static ConfigSource variable(String name, String value) {
        return new EnvConfigSource(Map.of(environmentName(name), value), OF_THE_ENVIRONMENT);
    }

    private static String environmentName(String key) {
        return new ConfigurationKey(key, Optional.empty()).environmentName();
    }
}
