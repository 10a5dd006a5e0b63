package io.moonconnect.artifact;

import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.ConfigurationKey;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's configuration table has every key of the service, with its real default. */
class ReadmeConfigurationTest {

    @Test
    void every_key_is_in_the_table_with_its_default() throws Exception {
        List<String> rows = Files.readAllLines(Readme.FILE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(ConfigurationKey.all()).hasSizeGreaterThan(10).allSatisfy(key -> assertThat(rows)
                .as(key.toString())
                .anyMatch(row -> row.split("\\|")[1].contains("`" + key.name() + "`")
                        && key.defaultValue()
                                .map(value -> row.contains("`" + value + "`"))
                                .orElse(true)));
    }
}
