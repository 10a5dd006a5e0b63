package io.moonconnect.config;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.DefaultValuesConfigSource;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultValuesTest {

    private static final Map<String, String> DEFAULTS = Map.of(
            "plain.name", "1",
            "people.*.age", "2",
            "people.*.pets.*.name", "3",
            "people.*.age.unit", "4",
            "list[*].size", "5",
            "list[*].of[*].size", "6",
            "*.anything", "7",
            "%dev.plain.name", "8");

    private final DefaultValues values = new DefaultValues(DEFAULTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.name",
                "plain.other",
                "plain",
                "",
                "people.ann.age",
                "people.\"ann.b\".age",
                "people.age",
                "people..age",
                "people.*.age",
                "people.ann.age.unit",
                "people.ann.height",
                "people.ann.pets.tom.name",
                "people.ann.pets.\"tom.b\".name",
                "people.ann.pets.name",
                "peoples.ann.age",
                "list[0].size",
                "list[12].of[3].size",
                "list[x].size",
                "list.size",
                "one.anything",
                "%dev.plain.name",
                "%dev.people.ann.age",
                "%test.plain.name"
            })
    void a_name_has_the_value_that_smallrye_finds(String name) {
        assertThat(values.getValue(name))
                .isEqualTo(new DefaultValuesConfigSource(DEFAULTS, "theirs", 1).getValue(name));
    }

    @Test
    void patterns_are_found() {
        assertThat(values.getValue("people.ann.pets.tom.name")).isEqualTo("3");
        assertThat(values.getValue("list[12].of[3].size")).isEqualTo("6");
    }

    @Test
    void the_names_that_smallrye_lists_are_listed() {
        assertThat(values.getPropertyNames())
                .isEqualTo(new DefaultValuesConfigSource(DEFAULTS, "theirs", 1).getPropertyNames());
    }
}
