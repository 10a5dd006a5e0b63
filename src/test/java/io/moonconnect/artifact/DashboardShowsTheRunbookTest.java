package io.moonconnect.artifact;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who follows the runbook finds each metric that it looks at on the dashboard; recorded ones are made of others. */
class DashboardShowsTheRunbookTest {

    @Test
    void the_dashboard_shows_every_metric_that_the_runbook_queries() {
        Set<String> looked = metrics(Queries.ofTheRunbook());
        looked.removeAll(Queries.recorded());

        assertThat(looked).hasSizeGreaterThan(10);
        assertThat(metrics(Queries.ofTheDashboard())).containsAll(looked);
    }

    private static Set<String> metrics(List<Queries.Query> queries) {
        return queries.stream()
                .flatMap(query -> PromQl.of(query.text()).selectors().stream())
                .map(PromQl.Selector::metric)
                .collect(Collectors.toSet());
    }
}
