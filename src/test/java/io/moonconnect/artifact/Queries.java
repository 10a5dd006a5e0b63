package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.moonconnect.testing.Documents;

/** Every query in a file of this project, and its place. */
final class Queries {

    static final Path RULES = Path.of("deploy/prometheus/moonconnect.rules.yml");

    private static final Path DASHBOARD = Path.of("deploy/grafana/dashboards/moonconnect.json");
    private static final String OBJECTIVES = "\n## Objectives\n";

    private static final Pattern IN_TEXT = Pattern.compile("(?s)```promql\n(.+?)\n```");

    /** As Grafana would, for a short while of one job. */
    private static final List<String[]> VARIABLES = List.of(
            new String[] {"$__rate_interval", "1m"}, new String[] {"$__range", "1m"}, new String[] {"$job", ".+"});

    /** @param source file, and the panel, alert or record */
    record Query(String source, String text) {

        @Override
        public String toString() {
            return source;
        }
    }

    private Queries() {}

    static List<Query> ofTheDashboard() {
        List<Query> queries = new ArrayList<>();
        String row = "";
        for (JsonNode panel : read(new ObjectMapper(), DASHBOARD).path("panels")) {
            String title = panel.path("title").asText();
            if (panel.path("type").asText().equals("row")) {
                row = title;
            }
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        "dashboard: " + row + ": " + title,
                        filledIn(target.path("expr").asText())));
            }
        }
        return queries;
    }

    static List<Query> ofTheRules() {
        return rules().map(rule -> new Query(
                        "rules: "
                                + rule.path("alert").asText(rule.path("record").asText()),
                        rule.path("expr").asText()))
                .toList();
    }

    /** Those of the runbook that its alerts are about: the part before the first alert's section. */
    static List<Query> ofTheObjectives() {
        String runbook = Documents.text(Documents.RUNBOOK);
        String objectives = runbook.substring(runbook.indexOf(OBJECTIVES) + OBJECTIVES.length());
        return inText("objectives", objectives.substring(0, objectives.indexOf("\n## ")));
    }

    static List<Query> ofTheRunbook() {
        return inText("runbook.md", Documents.text(Documents.RUNBOOK));
    }

    /** What the rules record for other queries. */
    static Set<String> recorded() {
        Set<String> names = new LinkedHashSet<>();
        rules().filter(rule -> rule.has("record"))
                .forEach(rule -> names.add(rule.path("record").asText()));
        return names;
    }

    private static Stream<JsonNode> rules() {
        return read(new ObjectMapper(new YAMLFactory()), RULES).findValues("rules").stream()
                .flatMap(rules -> rules.findParents("expr").stream());
    }

    private static List<Query> inText(String source, String text) {
        return IN_TEXT.matcher(text)
                .results()
                .map(found -> new Query(source, found.group(1)))
                .toList();
    }

    private static String filledIn(String query) {
        String filled = query;
        for (String[] variable : VARIABLES) {
            filled = filled.replace(variable[0], variable[1]);
        }
        return filled;
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new AssertionError(file.toString(), unreadable);
        }
    }
}
