package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard as Grafana reads it; that its queries are right is held by {@code NamedMetricsIT} and {@code PrometheusIT}. */
class DashboardTest {

    private static final Path GRAFANA = Path.of("deploy/grafana");
    private static final int WIDTH = 24;

    private final JsonNode dashboard = read(new ObjectMapper(), "dashboards/moonconnect.json");

    @Test
    void it_has_a_row_for_everything_that_one_wants_to_know() {
        assertThat(panels().stream()
                        .filter(panel -> panel.path("type").asText().equals("row"))
                        .map(panel -> panel.path("title").asText().replaceFirst(",.*", "")))
                .containsExactly(
                        "Promises",
                        "Golden signals",
                        "MoonPay",
                        "Permits",
                        "Comparisons",
                        "Streams",
                        "Webhooks",
                        "Disclosures and files",
                        "Process");
    }

    @Test
    void every_panel_has_a_place_of_its_own() {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : panels()) {
            assertThat(ids.add(panel.path("id").intValue()))
                    .as(panel.toString())
                    .isTrue();
            JsonNode place = panel.path("gridPos");
            int left = place.path("x").intValue();
            int top = place.path("y").intValue();
            assertThat(left + place.path("w").intValue()).isLessThanOrEqualTo(WIDTH);
            for (int x = left; x < left + place.path("w").intValue(); x++) {
                for (int y = top; y < top + place.path("h").intValue(); y++) {
                    assertThat(taken.add(List.of(x, y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void every_panel_asks_the_prometheus_and_the_job_that_are_chosen() {
        assertThat(panels())
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .isNotEmpty()
                .allSatisfy(
                        panel -> assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> {
                            assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                            assertThat(target.path("expr").asText()).contains("job=~\"$job\"");
                            assertThat(target.path("legendFormat").asText()).isNotBlank();
                        }));
        assertThat(dashboard.at("/templating/list").findValuesAsText("name")).containsExactly("datasource", "job");
    }

    @Test
    void it_is_provisioned_with_a_prometheus_to_ask() {
        JsonNode provider = read(new ObjectMapper(new YAMLFactory()), "provisioning/dashboards/moonconnect.yml");
        JsonNode datasource = read(new ObjectMapper(new YAMLFactory()), "provisioning/datasources/prometheus.yml");
        assertThat(provider.at("/providers/0/type").asText()).isEqualTo("file");
        assertThat(provider.at("/providers/0/options/path").asText()).startsWith("/");
        assertThat(datasource.at("/datasources/0/type").asText()).isEqualTo("prometheus");
    }

    private List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        dashboard.path("panels").forEach(panels::add);
        return panels;
    }

    private static JsonNode read(ObjectMapper mapper, String file) {
        try {
            return mapper.readTree(GRAFANA.resolve(file).toFile());
        } catch (IOException unreadable) {
            throw new AssertionError(file, unreadable);
        }
    }
}
