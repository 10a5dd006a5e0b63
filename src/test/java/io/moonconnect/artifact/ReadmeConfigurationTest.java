package io.moonconnect.artifact;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's configuration table has every key of the service, with its real default. */
class ReadmeConfigurationTest {

    private static final String OF_THE_SIMULATOR = "simulator";

    private record Key(String name, String defaultValue) {}

    @Test
    void every_key_is_in_the_table_with_its_default() throws Exception {
        List<String> rows = Files.readAllLines(Readme.FILE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(keys()).hasSizeGreaterThan(10).allSatisfy(key -> assertThat(rows)
                .as(key.toString())
                .anyMatch(row -> row.split("\\|")[1].contains("`" + key.name() + "`")
                        && row.contains("`" + key.defaultValue() + "`")));
    }

    private static List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.moonconnect")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                keys.addAll(keysOf(type.reflect()));
            }
        }
        return keys;
    }

    private static List<Key> keysOf(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        List<Key> keys = new ArrayList<>();
        for (Method method : mapping.getDeclaredMethods()) {
            if (!prefix.equals(OF_THE_SIMULATOR)) {
                keys.add(new Key(prefix + "." + kebab(method.getName()), defaultOf(method, prefix)));
            }
        }
        return keys;
    }

    /** A key without a default stands for itself: that it is in the row is all there is to say. */
    private static String defaultOf(Method method, String prefix) {
        WithDefault value = method.getAnnotation(WithDefault.class);
        return value == null ? prefix + "." + kebab(method.getName()) : value.value();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
