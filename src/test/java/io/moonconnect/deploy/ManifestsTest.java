package io.moonconnect.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.moonconnect.testing.ConfigurationKey;

import static org.assertj.core.api.Assertions.assertThat;

/** What every cluster must find in {@code k8s/base}: read as YAML, since kustomize is not on every machine. */
class ManifestsTest {
    private static final Path BASE = Path.of("k8s/base");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final JsonNode kustomization = read("kustomization.yaml");
    private final JsonNode deployment = read("deployment.yaml");
    private final JsonNode service = read("service.yaml");
    private final JsonNode configuration = read("configmap.yaml");
    private final JsonNode pod = deployment.at("/spec/template/spec");
    private final JsonNode container = pod.at("/containers/0");

    @Test
    void the_kustomization_lists_every_file_and_every_listed_file_exists() throws IOException {
        try (Stream<Path> files = Files.list(BASE)) {
            assertThat(texts(kustomization.get("resources")))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> !name.equals("kustomization.yaml"))
                                    .toList());
        }
    }

    @Test
    void the_image_is_a_name_that_the_kustomization_resolves() {
        assertThat(container.get("image").asText()).isEqualTo("moonconnect");
        assertThat(kustomization.at("/images/0/name").asText()).isEqualTo("moonconnect");
        assertThat(kustomization.at("/images/0/newTag").asText()).isNotBlank().isNotEqualTo("latest");
    }

    @Test
    void all_replicas_together_stay_within_moonpays_rate() {
        int atOnce = deployment.at("/spec/replicas").intValue()
                + deployment.at("/spec/strategy/rollingUpdate/maxSurge").intValue();
        assertThat(configuration.at("/data/MOONPAY_REPLICAS").asInt())
                .isGreaterThan(1)
                .isGreaterThanOrEqualTo(atOnce);
    }

    @Test
    void probes_ask_the_management_port_for_their_own_health_group() {
        assertThat(portNamed("management")).isEqualTo(9000);
        assertThat(probe("startupProbe")).isEqualTo("/q/health/started on management");
        assertThat(probe("livenessProbe")).isEqualTo("/q/health/live on management");
        assertThat(probe("readinessProbe")).isEqualTo("/q/health/ready on management");
    }

    @Test
    void the_service_leads_to_the_api_and_never_to_the_management_port() {
        assertThat(portNamed("http")).isEqualTo(8080);
        assertThat(service.at("/spec/ports"))
                .singleElement()
                .satisfies(port -> assertThat(port.get("targetPort").asText()).isEqualTo("http"));
    }

    @Test
    void the_service_and_the_deployment_select_the_pods_of_the_deployment() {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");

        assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(service.at("/spec/selector")).isEqualTo(labels);
    }

    @Test
    void the_pod_meets_the_restricted_pod_security_standard() {
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(texts(container.at("/securityContext/capabilities/drop"))).containsExactly("ALL");
    }

    @Test
    void the_pod_has_no_key_of_the_cluster() {
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    }

    @Test
    void keys_come_from_a_secret_by_name_as_files_that_are_mounted_where_the_environment_says() {
        JsonNode secret = named(pod.get("volumes"), "keys").get("secret");
        String directory =
                named(container.get("volumeMounts"), "keys").get("mountPath").asText();

        assertThat(secret.get("secretName").asText()).isEqualTo("moonconnect-keys");
        assertThat(secret.get("items"))
                .extracting(item -> directory + "/" + item.get("path").asText())
                .contains(environment("MOONPAY_SECRET_KEY_FILE"), environment("MOONCONNECT_BACKEND_KEYS_FILE"));
    }

    @Test
    void no_manifest_holds_a_secret_or_its_value() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("kind:\\s*Secret")
                        .doesNotContainPattern("sk_(test|live)_|wk_(test|live)_|mck_")
                        .doesNotContainPattern("[0-9a-f]{64}");
            }
        }
        assertThat(configuration.get("data").fieldNames()).toIterable().noneMatch(name -> name.contains("KEY"));
    }

    @Test
    void every_setting_is_a_key_that_the_service_reads() {
        Set<String> known = ConfigurationKey.all().stream()
                .map(ConfigurationKey::environmentName)
                .collect(Collectors.toSet());
        List<String> set = new ArrayList<>();
        configuration.get("data").fieldNames().forEachRemaining(set::add);
        pod.at("/containers/0/env")
                .forEach(variable -> set.add(variable.get("name").textValue()));

        assertThat(set).hasSizeGreaterThan(3);
        assertThat(known).containsAll(set);
    }

    @Test
    void a_rollout_takes_no_pod_away_before_another_is_ready() {
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
    }

    @Test
    void a_pod_has_the_time_that_the_service_takes_to_leave() throws IOException {
        Properties defaults = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            defaults.load(reader);
        }
        long delay = seconds(defaults, "quarkus.shutdown.delay");
        long timeout = seconds(defaults, "quarkus.shutdown.timeout");
        long probes = container.at("/readinessProbe/periodSeconds").asLong()
                * container.at("/readinessProbe/failureThreshold").asLong();

        assertThat(delay).isGreaterThan(probes);
        assertThat(delay + timeout).isLessThanOrEqualTo(30);
        assertThat(pod.get("terminationGracePeriodSeconds").asLong()).isGreaterThanOrEqualTo(delay + timeout + 5);
    }

    private static long seconds(Properties properties, String key) {
        return Duration.parse("PT" + properties.getProperty(key)).toSeconds();
    }

    private static JsonNode read(String file) {
        try {
            return YAML.readTree(BASE.resolve(file).toFile());
        } catch (IOException unreadable) {
            throw new AssertionError(file, unreadable);
        }
    }

    private String probe(String name) {
        JsonNode request = container.at("/" + name + "/httpGet");
        return request.get("path").asText() + " on " + request.get("port").asText();
    }

    private int portNamed(String name) {
        return named(container.get("ports"), name).get("containerPort").asInt();
    }

    private String environment(String name) {
        return named(container.get("env"), name).get("value").asText();
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode entry : list) {
            if (entry.get("name").asText().equals(name)) {
                return entry;
            }
        }
        throw new AssertionError("nothing is named " + name);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }
}
