package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.Lengthy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus scrapes the running artifact while the main job is done, and answers every query of dashboard and objectives with
 * data. What it answered is in {@code target/dashboard-queries.md}, of a native executable in {@code target/dashboard-queries-native.md}.
 */
@Lengthy
class PrometheusIT {

    private static final Path ANSWERS =
            Path.of("target", Artifact.PRODUCTION.isNative() ? "dashboard-queries-native.md" : "dashboard-queries.md");

    private static ObservedService service;
    private static PrometheusProcess prometheus;

    @BeforeAll
    static void doTheMainJobTwice() {
        Assumptions.assumeTrue(PrometheusProcess.isInstalled(), "needs Prometheus: apt-get install prometheus");
        service = ObservedService.start("prometheus-target");
        // What is counted for the first time is an increase from the second time on.
        service.runMainJob();
        prometheus = PrometheusProcess.scraping(service.management());
        service.runMainJob();
    }

    @AfterAll
    static void close() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void every_query_of_dashboard_and_objectives_is_answered_with_data() throws IOException {
        List<Queries.Query> queries = new ArrayList<>(Queries.ofTheDashboard());
        queries.addAll(Queries.ofTheObjectives());
        assertThat(queries).hasSizeGreaterThan(40);

        Awaitility.await("an answer to each")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(unanswered(queries)).isEmpty());
        Files.writeString(ANSWERS, queries.stream().map(PrometheusIT::answer).collect(Collectors.joining("\n")));
    }

    @Test
    void every_query_of_the_runbook_is_one() {
        assertThat(Queries.ofTheRunbook()).hasSizeGreaterThan(15).allSatisfy(query -> prometheus.query(query.text()));
    }

    @Test
    void every_rule_is_evaluated_without_a_fault() {
        Awaitility.await("the rules have been evaluated")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(prometheus.rules().<String>getList("data.groups.rules.health.flatten()"))
                                .hasSize(Queries.ofTheRules().size())
                                .containsOnly("ok"));
    }

    private static List<Queries.Query> unanswered(List<Queries.Query> queries) {
        return queries.stream()
                .filter(query -> prometheus.query(query.text()).stream().allMatch(PrometheusIT::isNothing))
                .toList();
    }

    /** Of none of the calls one cannot say how long they took. */
    private static boolean isNothing(Object series) {
        return value(series).equals("NaN");
    }

    private static Object value(Object series) {
        return ((List<?>) ((Map<?, ?>) series).get("value")).get(1);
    }

    private static String answer(Queries.Query query) {
        String series = prometheus.query(query.text()).stream()
                .map(one -> ((Map<?, ?>) one).get("metric") + " " + value(one))
                .sorted()
                .collect(Collectors.joining("\n"));
        return "## " + query + "\n\n```promql\n" + query.text() + "\n```\n```text\n" + series + "\n```\n";
    }
}
