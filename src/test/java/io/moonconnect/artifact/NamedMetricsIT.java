package io.moonconnect.artifact;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every metric, label and value that dashboard, alerts and runbook name is one that the running service exposes once
 * the main job has been done.
 */
class NamedMetricsIT {

    private static final Set<String> RECORDED = Queries.recorded();

    private static MetricsPage page;

    @BeforeAll
    static void doTheMainJob() {
        try (ObservedService service = ObservedService.start("named-metrics")) {
            service.runMainJob();
            Awaitility.await("the changed file is in use")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            service.page().contains("file_reloads_total{file=\"backend-keys\",outcome=\"ok\"} 1.0"));
            page = MetricsPage.of(service.page());
        }
    }

    static Stream<Queries.Query> queries() {
        return Stream.of(Queries.ofTheDashboard(), Queries.ofTheRules(), Queries.ofTheRunbook())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void what_a_query_names_is_there(Queries.Query query) {
        PromQl names = PromQl.of(query.text());
        assertThat(names.selectors()).as(query.text()).isNotEmpty();
        assertThat(names.selectors())
                .as(query.text())
                .allMatch(selector -> RECORDED.contains(selector.metric()) || page.has(selector));
        assertThat(names.ownGroupings()).as(query.text()).allMatch(label -> page.hasLabel(label, names.selectors()));
    }
}
