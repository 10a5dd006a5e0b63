package io.moonconnect.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

/** Every setting of this service, Quarkus' own too, has the value that it has with SmallRye's own defaults. */
@QuarkusTest
class QuickDefaultsTest {

    @Test
    void all_settings_are_what_they_are_without_it() throws ReflectiveOperationException {
        assertThat(settings(new Last(false))).isEqualTo(settings(new Last(true)));
    }

    @Test
    void a_default_is_known_as_one() {
        SmallRyeConfig config = built(new Last(false));
        assertThat(config.getConfigValue("moonpay.connect-timeout").isDefault()).isTrue();
        assertThat(config.getConfigSources()).hasAtLeastOneElementOfType(DefaultValues.class);
        assertThat(built(new Last(true)).getConfigSources()).doesNotHaveAnyElementsOfTypes(DefaultValues.class);
    }

    private static Map<String, String> settings(Last last) throws ReflectiveOperationException {
        SmallRyeConfig config = built(last);
        Map<String, String> settings = new TreeMap<>();
        for (ConfigClass mapping : last.builder.getMappingsBuilder().getMappings()) {
            read(
                    config.getConfigMapping(mapping.getType(), mapping.getPrefix()),
                    mapping.getType().getName(),
                    settings);
        }
        return settings;
    }

    private static SmallRyeConfig built(Last last) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        AbstractConfigBuilder.withCustomizer(builder, "io.quarkus.runtime.generated.RunTimeConfig");
        return builder.withCustomizers(last.defaults, last).build();
    }

    private static void read(Object value, String path, Map<String, String> settings)
            throws ReflectiveOperationException {
        if (value instanceof Optional<?> optional && optional.isPresent()) {
            read(optional.get(), path + "?", settings);
        } else if (value instanceof Map<?, ?> map) {
            settings.put(
                    path,
                    String.valueOf(
                            map.keySet().stream().map(String::valueOf).sorted().toList()));
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                read(entry.getValue(), path + "{" + entry.getKey() + "}", settings);
            }
        } else if (value instanceof Collection<?> collection) {
            int index = 0;
            for (Object element : collection) {
                read(element, path + "[" + index++ + "]", settings);
            }
        } else if (value != null && value.getClass().getName().endsWith("$$CMImpl")) {
            for (Field field : value.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    read(field.get(value), path + "." + field.getName(), settings);
                }
            }
        } else {
            // Values without a text of their own are represented by their class.
            settings.put(path, String.valueOf(value).replaceAll("@[0-9a-f]+$", ""));
        }
    }

    /** Keeps the default values that {@link QuickDefaults}, which runs after it, moves. */
    private static final class Defaults implements SmallRyeConfigBuilderCustomizer {

        private Map<String, String> values;

        @Override
        public void configBuilder(SmallRyeConfigBuilder builder) {
            values = Map.copyOf(builder.getDefaultValues());
        }

        @Override
        public int priority() {
            return Integer.MAX_VALUE - 1;
        }
    }

    /** Runs after {@link QuickDefaults} and, if it is to, takes back what that did. */
    private static final class Last implements SmallRyeConfigBuilderCustomizer {

        private final Defaults defaults = new Defaults();
        private final boolean undo;
        private SmallRyeConfigBuilder builder;

        private Last(boolean undo) {
            this.undo = undo;
        }

        @Override
        public void configBuilder(SmallRyeConfigBuilder builder) {
            this.builder = builder;
            if (undo) {
                builder.getSources().removeIf(DefaultValues.class::isInstance);
                builder.withDefaultValues(defaults.values);
            }
        }

        @Override
        public int priority() {
            return Integer.MAX_VALUE;
        }
    }
}
