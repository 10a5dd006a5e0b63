package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;

import static org.assertj.core.api.Assertions.assertThat;

/** What no manifest may hold, and what none may leave out. */
class ManifestFilesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** What stands where a value of the site comes in. */
    private static final String PLACEHOLDER = "of-the-site";

    /** Names the kind of a Secret and holds none: kustomize's own configuration. */
    private static final Path NAME_REFERENCES = Path.of("k8s/components/gateway/name-references.yaml");

    private static final Path README = Path.of("k8s/README.md");
    private static final Pattern SITE_KEY = Pattern.compile("fieldPath: data\\.([a-z-]+)");

    @Test
    void every_file_is_listed_where_it_lies() {
        for (Path kustomization : kustomizations()) {
            List<String> listed = new ArrayList<>();
            JsonNode content = yaml(kustomization);
            content.path("resources").forEach(resource -> listed.add(resource.asText()));
            content.path("configurations").forEach(configuration -> listed.add(configuration.asText()));
            content.path("patches")
                    .forEach(patch -> listed.add(patch.path("path").asText()));
            assertThat(listed)
                    .as(kustomization.toString())
                    .containsAll(ManifestFiles.all().stream()
                            .filter(file -> file.getParent().equals(kustomization.getParent()))
                            .filter(file -> !file.equals(kustomization))
                            .filter(file -> !file.equals(README))
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
    }

    @Test
    void production_names_every_component_that_is_not_for_one_platform() throws IOException {
        String production = ManifestFiles.text(Path.of(Manifests.PROD, "kustomization.yaml"));

        try (Stream<Path> components = Files.list(Path.of("k8s/components"))) {
            assertThat(components.map(component -> component.getFileName().toString()))
                    .hasSizeGreaterThan(10)
                    .filteredOn(
                            component -> !component.equals("ingress") && !PlatformsTest.COMPONENTS.contains(component))
                    .allMatch(component -> production.contains("- ../../components/" + component + "\n"));
        }
    }

    @Test
    void no_manifest_holds_a_secret_its_value_or_a_sample_of_the_texts() {
        String sample = ManifestFiles.text("src/main/resources/disclosures.sample.json");
        assertThat(sample).contains("SAMPLE TEXT");

        assertThat(ManifestFiles.all())
                .filteredOn(file -> !file.equals(README))
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(ManifestFiles.text(file))
                        .doesNotContainPattern("sk_(test|live)_|wk_(test|live)_|mck_")
                        .doesNotContainPattern("[0-9a-f]{64}")
                        .doesNotContain("SAMPLE TEXT", "\"placement\""));
        assertThat(ManifestFiles.all())
                .filteredOn(file -> !file.equals(README) && !file.equals(NAME_REFERENCES))
                .allSatisfy(file -> assertThat(ManifestFiles.text(file)).doesNotContainPattern("kind:\\s*Secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void secrets_and_texts_are_made_by_the_operator_and_only_named(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.all(Secret.class)).isEmpty();
        assertThat(manifests.all(ConfigMap.class))
                .allMatch(map -> !map.getMetadata().getName().contains("disclosures"));
        assertThat(manifests.settings())
                .noneSatisfy((name, value) -> assertThat(name).containsAnyOf("KEY", "SECRET", "PASSWORD"));
        assertThat(manifests.container().getEnv())
                .filteredOn(variable -> variable.getName().contains("KEY"))
                .allMatch(variable -> variable.getName().endsWith("_FILE"));
        assertThat(manifests.text()).doesNotContain(PLACEHOLDER).doesNotContain("moonconnect-site");
    }

    /** Reserved names and addresses, so that an unchanged value reaches no real system. */
    @Test
    void the_sites_values_are_examples() {
        assertThat(ManifestFiles.site()).allSatisfy((key, value) -> assertThat(value)
                .matches("192\\.0\\.2\\.[0-9]+/32|[0-9]+|.*(\\.example\\.com|-example)([:/].*)?"));
    }

    @Test
    void every_value_of_the_site_is_used_and_none_is_missing() {
        Set<String> used = kustomizations().stream()
                .map(ManifestFiles::text)
                .map(SITE_KEY::matcher)
                .flatMap(Matcher::results)
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(ManifestFiles.site().keySet()).isEqualTo(used);
    }

    @Test
    void the_readme_has_every_value_that_an_operator_brings_in_one_table() {
        List<String> rows = ManifestFiles.text(README)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> brought = new ArrayList<>(ManifestFiles.site().keySet());
        Manifests all = Manifests.of(Manifests.ALL);
        all.container().getEnv().stream()
                .filter(variable ->
                        variable.getValue() != null && variable.getName().endsWith("_FILE"))
                .map(variable -> Path.of(variable.getValue()).getFileName().toString())
                .forEach(brought::add);
        all.container().getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .forEach(brought::add);
        brought.addAll(List.of("moonconnect-keys", "moonconnect-disclosures", "moonconnect-tls", "newName", "newTag"));

        assertThat(brought).hasSizeGreaterThan(20).allSatisfy(value -> assertThat(rows)
                .as(value)
                .anyMatch(row -> row.split("\\|")[1].contains("`" + value + "`")));
    }

    @Test
    void the_readme_needs_ten_commands() {
        String commands = ManifestFiles.text(README).split("```sh\n")[1].split("```")[0];

        assertThat(commands.replace("\\\n", " ").lines()).hasSize(10);
        assertThat(commands).contains("kubectl apply -k " + Manifests.PROD);
    }

    /**
     * The rules' own home is where promtool tests them; kustomize reads nothing outside of {@code k8s}, so the component has
     * them once more, and this is what keeps both the same.
     */
    @Test
    void the_rules_for_the_prometheus_operator_are_those_that_are_tested() throws IOException {
        List<JsonNode> tested = new ArrayList<>();
        Path directory = Path.of("deploy/prometheus");
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(".rules.yml"))
                        .sorted()
                        .forEach(file -> yaml(file).path("groups").forEach(tested::add));
            }
        }
        List<JsonNode> shipped = new ArrayList<>();
        Manifests.of(Manifests.ALL)
                .all(PrometheusRule.class)
                .forEach(rule -> YAML.valueToTree(rule.getSpec()).path("groups").forEach(shipped::add));

        assertThat(shipped).isEqualTo(tested);
    }

    private static List<Path> kustomizations() {
        return ManifestFiles.all().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .toList();
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(ManifestFiles.text(file));
        } catch (IOException unreadable) {
            throw new AssertionError(file.toString(), unreadable);
        }
    }
}
