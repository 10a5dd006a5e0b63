package io.moonconnect.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.moonconnect.testing.ApplicationProperties;
import io.moonconnect.testing.ConfigurationKey;
import io.moonconnect.testing.Documents;

import static org.assertj.core.api.Assertions.assertThat;

/** What every overlay's pod must be, held against the service's own configuration. Needs {@code kubectl} 1.27 or newer. */
class PodManifestTest {

    /** The share of the memory that is heap, as options of a JVM and a native executable. */
    private static final Pattern HEAP = Pattern.compile("-XX:(?:MaxRAMPercentage|MaximumHeapSizePercent)=(\\d+)");

    private static final Pattern KEY_IN_THE_GUIDE = Pattern.compile("`((?:moonpay|moonconnect|quarkus)\\.[a-z.-]+)`");

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void it_meets_the_restricted_pod_security_standard(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        PodSpec pod = manifests.pod();

        assertThat(pod.getContainers()).hasSize(1);
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isNull();
        assertThat(pod.getSecurityContext().getSysctls()).isEmpty();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        var container = manifests.container().getSecurityContext();
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getPrivileged()).isNull();
        assertThat(container.getProcMount()).isNull();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
        assertThat(manifests.container().getPorts())
                .extracting(ContainerPort::getHostPort)
                .containsOnlyNulls();
        assertThat(pod.getVolumes())
                .allMatch(volume ->
                        volume.getSecret() != null || volume.getConfigMap() != null || volume.getEmptyDir() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD})
    void its_namespace_takes_nothing_less(String overlay) {
        assertThat(Manifests.of(overlay).only(Namespace.class).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(Manifests.of(overlay).objects())
                .filteredOn(object -> !(object instanceof Namespace))
                .allMatch(object -> object.getMetadata()
                        .getNamespace()
                        .equals(Manifests.of(overlay)
                                .only(Namespace.class)
                                .getMetadata()
                                .getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void it_has_no_key_of_the_cluster(String overlay) {
        PodSpec pod = Manifests.of(overlay).pod();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getServiceAccountName()).isNull();
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void its_ports_are_those_that_the_service_listens_on(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.port("http")).isEqualTo(ApplicationProperties.port("quarkus.http.port"));
        assertThat(manifests.port("management")).isEqualTo(ApplicationProperties.port("quarkus.management.port"));
        if (overlay.equals(Manifests.DEV)) {
            assertThat(manifests.port("simulator")).isEqualTo(ApplicationProperties.port("%demo.simulator.port"));
            assertThat(manifests.port("frontend"))
                    .isEqualTo(ApplicationProperties.port("%demo.simulator.frontend-port"));
            assertThat(manifests.container().getPorts()).hasSize(4);
        } else {
            assertThat(manifests.container().getPorts()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void each_probe_asks_the_management_port(String overlay) {
        var container = Manifests.of(overlay).container();

        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .allMatch(probe ->
                        "management".equals(probe.getHttpGet().getPort().getStrVal()))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
        assertThat(failsAfter(container.getStartupProbe())).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    /** Memory is all of it asked for, so that nothing is taken away; CPU is not capped. The figures are those of deploy/README.md. */
    @ParameterizedTest
    @CsvSource({
        Manifests.DEV + ", deploy/Dockerfile.jvm, 500, 239",
        Manifests.PROD + ", deploy/Dockerfile.jvm, 500, 239",
        Manifests.WITH_INGRESS + ", deploy/Dockerfile.jvm, 500, 239",
        Manifests.ALL + ", deploy/Dockerfile.native, 422, 128"
    })
    void it_asks_for_what_was_measured(String overlay, String image, int heapNeeded, int neededBesideIt) {
        var resources = Manifests.of(overlay).container().getResources();
        int memory = Integer.parseInt(resources.getLimits().get("memory").getAmount());
        Matcher share = HEAP.matcher(ManifestFiles.text(image));
        assertThat(share.find()).isTrue();
        int heap = memory * Integer.parseInt(share.group(1)) / 100;

        assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsOnlyKeys("memory");
        assertThat(resources.getRequests().get("memory"))
                .isEqualTo(resources.getLimits().get("memory"));
        assertThat(resources.getLimits().get("memory").getFormat()).isEqualTo("Mi");
        assertThat(heap).as("what StreamsIT has").isGreaterThanOrEqualTo(heapNeeded);
        assertThat(memory - heap).as("beside the heap, and some room").isGreaterThanOrEqualTo(neededBesideIt);
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void replicas_are_spread_over_zones_and_nodes(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.pod().getTopologySpreadConstraints())
                .allMatch(spread -> spread.getLabelSelector()
                        .getMatchLabels()
                        .equals(manifests
                                .only(Deployment.class)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels()))
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void a_rollout_takes_no_pod_away_before_another_is_ready(String overlay) {
        var rollout = Manifests.of(overlay).only(Deployment.class).getSpec().getStrategy();

        assertThat(rollout.getType()).isEqualTo("RollingUpdate");
        assertThat(rollout.getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
        assertThat(rollout.getRollingUpdate().getMaxSurge().getIntVal()).isPositive();
    }

    /** {@code RollingIT} shows that nothing is lost with these. */
    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void it_has_the_time_that_the_service_takes_to_leave(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        Duration delay = ApplicationProperties.duration("quarkus.shutdown.delay");
        Duration timeout = ApplicationProperties.duration("quarkus.shutdown.timeout");
        Duration grace = Duration.ofSeconds(manifests.pod().getTerminationGracePeriodSeconds());

        assertThat(manifests.container().getLifecycle()).as("no preStop").isNull();
        assertThat(delay).isGreaterThan(failsAfter(manifests.container().getReadinessProbe()));
        assertThat(delay.plus(timeout)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(grace).isGreaterThan(delay.plusSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void every_setting_is_a_key_that_the_service_reads(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        Set<String> known = ConfigurationKey.all().stream()
                .map(ConfigurationKey::environmentName)
                .collect(Collectors.toCollection(HashSet::new));
        KEY_IN_THE_GUIDE
                .matcher(Documents.text(Documents.CONFIGURATION))
                .results()
                .map(match -> match.group(1).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .forEach(known::add);

        assertThat(manifests.container().getEnvFrom()).singleElement().satisfies(from -> assertThat(
                        from.getConfigMapRef().getName())
                .isEqualTo(manifests.only(ConfigMap.class).getMetadata().getName()));
        assertThat(manifests.settings()).isNotEmpty();
        assertThat(known).containsAll(manifests.settings().keySet());
        assertThat(known)
                .containsAll(manifests.container().getEnv().stream()
                        .map(EnvVar::getName)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void every_configured_file_is_in_a_directory_that_is_mounted_read_only(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        List<String> files = manifests.container().getEnv().stream()
                .filter(variable -> variable.getName().endsWith("_FILE"))
                .map(EnvVar::getValue)
                .toList();

        assertThat(files).hasSizeGreaterThanOrEqualTo(4).allSatisfy(file -> assertThat(mountOf(manifests, file))
                .satisfies(mount -> {
                    assertThat(mount.getReadOnly()).isTrue();
                    assertThat(mount.getSubPath())
                            .as("what is mounted alone never changes")
                            .isNull();
                    assertThat(volume(manifests, mount)).matches(PodManifestTest::isByName);
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void keys_come_from_files_of_a_secret_and_texts_from_a_config_map(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        for (String key : List.of("MOONPAY_SECRET_KEY_FILE", "MOONCONNECT_BACKEND_KEYS_FILE")) {
            Volume keys = volume(
                    manifests, mountOf(manifests, manifests.environment(key).getValue()));
            assertThat(keys.getSecret().getSecretName()).isEqualTo("moonconnect-keys");
            assertThat(keys.getSecret().getDefaultMode())
                    .as("for the group only")
                    .isEqualTo(0440);
        }
        assertThat(manifests.pod().getSecurityContext().getFsGroup()).isPositive();
        String texts = manifests.environment("MOONCONNECT_DISCLOSURES_FILE").getValue();
        assertThat(volume(manifests, mountOf(manifests, texts)).getConfigMap().getName())
                .isEqualTo("moonconnect-disclosures");
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void all_that_ever_run_at_once_share_moonpays_rate(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.settings()).containsEntry("MOONPAY_REPLICAS", String.valueOf(manifests.mostPods()));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void more_than_one_replica_have_a_redis_or_do_not_start(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        if (HorizontalScale.of(manifests).max() > 1) {
            var redis =
                    manifests.environment("QUARKUS_REDIS_HOSTS").getValueFrom().getSecretKeyRef();
            assertThat(redis.getName()).isEqualTo("moonconnect-redis");
            assertThat(redis.getOptional()).isNull();
        } else {
            assertThat(overlay).isEqualTo(Manifests.DEV);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD})
    void its_image_is_a_version_of_the_right_artifact(String overlay) {
        String image = Manifests.of(overlay).container().getImage();

        assertThat(image).matches(".*:[0-9].*|.*@sha256:[0-9a-f]{64}");
        assertThat(image.contains("moonconnect-demo")).isEqualTo(overlay.equals(Manifests.DEV));
    }

    private static Duration failsAfter(Probe probe) {
        return Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold());
    }

    private static VolumeMount mountOf(Manifests manifests, String file) {
        String directory = Path.of(file).getParent().toString();
        return manifests.container().getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(directory))
                .findFirst()
                .orElseThrow(() -> new AssertionError(directory + " is not mounted"));
    }

    private static Volume volume(Manifests manifests, VolumeMount mount) {
        return manifests.pod().getVolumes().stream()
                .filter(volume -> volume.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no volume " + mount.getName()));
    }

    private static boolean isByName(Volume volume) {
        return volume.getSecret() != null || volume.getConfigMap() != null;
    }
}
