package io.moonconnect.artifact;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.moonconnect.testing.ConfigurationKey;
import io.moonconnect.testing.Documents;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of the configuration guide has every key of the service, with its real default. */
class ConfigurationGuideTest {

    @Test
    void every_key_is_in_the_table_with_its_default() {
        List<String> rows = Documents.text(Documents.CONFIGURATION)
                .lines()
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
