package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
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

/** Every query that stands in a file of ours, and where. */
final class Queries {

    static final Path RULES = Path.of("deploy/prometheus/moonconnect.rules.yml");

    private static final Path DASHBOARD = Path.of("deploy/grafana/dashboards/moonconnect.json");
    private static final Path RUNBOOK = Path.of("deploy/runbook.md");

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

    static List<Query> ofTheReadme() {
        return inText(Readme.FILE);
    }

    static List<Query> ofTheRunbook() {
        return inText(RUNBOOK);
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

    private static List<Query> inText(Path file) {
        try {
            return IN_TEXT.matcher(Files.readString(file))
                    .results()
                    .map(found -> new Query(file.getFileName().toString(), found.group(1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
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
