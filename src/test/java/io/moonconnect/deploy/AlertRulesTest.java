package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is woken by an alert knows what to do, and the alert is one that promtool has seen fire and seen keep quiet. */
class AlertRulesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final Path RUNBOOK = Path.of("deploy/runbook.md");
    private static final String OBJECTIVES = "Objectives";
    private static final JsonNode RULES = read("deploy/prometheus/moonconnect.rules.yml");
    private static final JsonNode TESTS = read("deploy/prometheus/tests/moonconnect.test.yml");

    /** A command for objects of the service, up to the end of its code or to the next command. */
    private static final Pattern KUBECTL = Pattern.compile(
            "kubectl (?:(?!kubectl )[^`|&])*(?:deployment/|-l |secret |configmap )(?:(?!kubectl )[^`|&])*");

    private static final List<String> PARTS = List.of("**What the customer sees.**", "**Look at**", "**Do.**");

    /** An alert of the rules. */
    record Alert(String name, JsonNode rule) {

        String annotation(String key) {
            return rule.at("/annotations/" + key).asText();
        }

        String severity() {
            return rule.at("/labels/severity").asText();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Alert> alerts() {
        return RULES.path("groups").findValues("rules").stream()
                .flatMap(rules -> rules.findParents("alert").stream())
                .map(rule -> new Alert(rule.path("alert").asText(), rule));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_says_what_is_wrong_and_how_urgent_it_is(Alert alert) {
        assertThat(alert.severity()).isIn("page", "ticket");
        assertThat(alert.annotation("summary")).isNotBlank().doesNotContain("$");
        assertThat(alert.annotation("description")).isNotBlank();
        assertThat(alert.annotation("runbook"))
                .isEqualTo(RUNBOOK + "#" + alert.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_a_section_in_the_runbook_with_what_to_look_at_and_what_to_do(Alert alert) throws IOException {
        String section = section(alert.name());
        assertThat(section).contains("Severity: " + alert.severity());
        assertThat(PARTS).allSatisfy(part -> assertThat(section).contains(part));
        assertThat(section).containsPattern("(?s)```promql\n.+?\n```");
    }

    @Test
    void the_sections_of_the_objectives_say_what_to_do_for_each_outcome_of_a_failed_call() throws IOException {
        List<String> outcomes = List.of(
                "page",
                "no_envelope",
                "gateway_error",
                "rate_limited",
                "timeout",
                "deadline",
                "unavailable",
                "malformed");
        for (String alert : List.of("SessionErrorBudgetFastBurn", "ComparisonErrorBudgetFastBurn")) {
            String steps = section(alert).split("\\*\\*Do\\.\\*\\*")[1];

            assertThat(outcomes).as(alert).allMatch(outcome -> steps.contains("`" + outcome + "`"));
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_is_tested_to_fire_and_to_keep_quiet(Alert alert) {
        List<Integer> expected = TESTS.path("tests").findValues("alert_rule_test").stream()
                .flatMap(checks -> checks.findParents("alertname").stream())
                .filter(check -> check.path("alertname").asText().equals(alert.name()))
                .map(check -> check.path("exp_alerts").size())
                .toList();
        assertThat(expected).contains(0).anyMatch(count -> count > 0);
    }

    /** Without it, kubectl looks into the namespace of its context, and says that there is nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"deploy/runbook.md", "deploy/operations.md", "k8s/README.md"})
    void a_command_for_objects_of_the_service_names_their_namespace(String guide) throws IOException {
        assertThat(KUBECTL.matcher(Files.readString(Path.of(guide))).results().map(command -> command.group()))
                .isNotEmpty()
                .allMatch(command -> command.contains("--namespace"));
    }

    @Test
    void the_runbook_has_no_section_without_an_alert() throws IOException {
        List<String> sections = Pattern.compile("(?m)^## (.*)$")
                .matcher(Files.readString(RUNBOOK))
                .results()
                .map((MatchResult heading) -> heading.group(1))
                .toList();
        assertThat(sections).startsWith(OBJECTIVES);
        assertThat(alerts().map(Alert::name).toList())
                .hasSizeGreaterThan(10)
                .isEqualTo(sections.subList(1, sections.size()));
    }

    private static String section(String name) throws IOException {
        String runbook = Files.readString(RUNBOOK);
        int begin = runbook.indexOf("\n## " + name + "\n");
        assertThat(begin).as("a section of the name " + name).isNotNegative();
        int end = runbook.indexOf("\n## ", begin + 1);
        return runbook.substring(begin, end < 0 ? runbook.length() : end);
    }

    private static JsonNode read(String file) {
        try {
            return YAML.readTree(Path.of(file).toFile());
        } catch (IOException unreadable) {
            throw new AssertionError(file, unreadable);
        }
    }
}
