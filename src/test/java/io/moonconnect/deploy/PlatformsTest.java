package io.moonconnect.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.moonconnect.testing.ApplicationProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** The components for platforms that differ from others, each over the production overlay. */
class PlatformsTest {

    /** Those that only one platform needs. */
    static final List<String> COMPONENTS = List.of("openshift", "gke", "eks-alb");

    private static final String OVERLAY = "target/k8s/platform";

    private static final String GATEWAY = "  - ../../components/gateway\n";

    @Test
    void openshift_chooses_user_and_group_itself() {
        Manifests manifests = with("openshift", "gateway");

        assertThat(manifests.pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(manifests.pod().getSecurityContext().getFsGroup()).isNull();
        assertThat(manifests.pod().getSecurityContext().getRunAsUser()).isNull();
        assertThat(manifests.container().getSecurityContext().getRunAsUser()).isNull();
    }

    @Test
    void openshift_has_its_dns_in_a_namespace_and_on_a_port_of_its_own() {
        NetworkPolicy policy = with("openshift", "gateway").named(NetworkPolicy.class, "moonconnect");

        assertThat(policy.getSpec()
                        .getEgress()
                        .get(0)
                        .getTo()
                        .get(0)
                        .getNamespaceSelector()
                        .getMatchLabels())
                .containsValue("openshift-dns");
        assertThat(ports(policy.getSpec().getEgress().get(0).getPorts())).containsOnly(5353);
        assertThat(policy.getSpec().getEgress())
                .hasSize(Manifests.of(Manifests.PROD)
                        .named(NetworkPolicy.class, "moonconnect")
                        .getSpec()
                        .getEgress()
                        .size());
    }

    @Test
    void the_router_of_openshift_waits_as_long_as_a_stream_lasts() {
        assertThat(with("openshift", "ingress")
                        .only(Ingress.class)
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("haproxy.router.openshift.io/timeout", "11m");
    }

    @Test
    void google_checks_readiness_on_the_management_port() {
        Manifests manifests = with("gke", "gateway");
        GooglePolicy health = policy(manifests, "HealthCheckPolicy");

        assertThat(health.spec().at("/default/config/httpHealthCheck/port").intValue())
                .isEqualTo(manifests.port("management"));
        assertThat(health.spec()
                        .at("/default/config/httpHealthCheck/requestPath")
                        .textValue())
                .isEqualTo(
                        manifests.container().getReadinessProbe().getHttpGet().getPath());
        NetworkPolicy google = manifests.named(NetworkPolicy.class, "moonconnect-from-google");
        assertThat(google.getSpec().getIngress().get(0).getFrom())
                .extracting(peer -> peer.getIpBlock())
                .extracting(IPBlock::getCidr)
                .containsExactly("35.191.0.0/16", "130.211.0.0/22");
        assertThat(ports(google.getSpec().getIngress().get(0).getPorts()))
                .containsExactly(manifests.port("http"), manifests.port("management"));
    }

    /** A policy for the pods of kube-dns matches none of them: without this one, no name is resolved on Autopilot. */
    @Test
    void google_resolves_names_on_each_node() {
        NetworkPolicy dns = with("gke", "gateway").named(NetworkPolicy.class, "moonconnect-to-dns-of-google");

        assertThat(dns.getSpec().getPolicyTypes()).containsExactly("Egress");
        assertThat(dns.getSpec().getEgress()).singleElement().satisfies(rule -> {
            assertThat(rule.getTo().get(0).getNamespaceSelector().getMatchLabels())
                    .containsExactly(entry("kubernetes.io/metadata.name", "kube-system"));
            assertThat(rule.getTo().get(0).getPodSelector().getMatchLabels())
                    .containsExactly(entry("k8s-app", "node-local-dns"));
            assertThat(rule.getTo())
                    .extracting(NetworkPolicyPeer::getIpBlock)
                    .filteredOn(Objects::nonNull)
                    .extracting(IPBlock::getCidr)
                    .containsExactly("169.254.20.10/32", "169.254.169.254/32");
            assertThat(rule.getPorts())
                    .extracting(NetworkPolicyPort::getProtocol)
                    .containsExactly("UDP", "TCP");
            assertThat(ports(rule.getPorts())).containsExactly(53);
        });
    }

    @Test
    void google_gives_a_request_as_long_as_a_stream_lasts_and_adds_two_hops() {
        Manifests manifests = with("gke", "gateway");

        assertThat(policy(manifests, "GCPBackendPolicy")
                        .spec()
                        .at("/default/timeoutSec")
                        .intValue())
                .isEqualTo(660);
        assertThat(manifests.only(HTTPRoute.class).getSpec().getRules().get(0).getTimeouts())
                .isNull();
        assertThat(manifests.settings()).containsEntry("MOONCONNECT_TRUSTED_HOPS", "2");
    }

    @Test
    void the_policies_of_google_follow_a_new_name() {
        with("gke", "gateway");
        Manifests renamed = Manifests.of(Path.of("target/k8s/own"), "resources: [../platform]\nnamePrefix: shop-\n");

        assertThat(renamed.named(Service.class, "shop-moonconnect")).isNotNull();
        assertThat(renamed.all(GooglePolicy.class)).hasSize(2).allSatisfy(policy -> assertThat(
                        policy.spec().at("/targetRef/name").textValue())
                .isEqualTo("shop-moonconnect"));
    }

    @Test
    void the_load_balancer_of_aws_calls_the_pods_and_checks_readiness_on_the_management_port() {
        Manifests manifests = with("eks-alb", "ingress");
        Map<String, String> annotations =
                manifests.only(Ingress.class).getMetadata().getAnnotations();

        assertThat(annotations)
                .containsEntry("alb.ingress.kubernetes.io/target-type", "ip")
                .containsEntry(
                        "alb.ingress.kubernetes.io/healthcheck-port", String.valueOf(manifests.port("management")))
                .containsEntry(
                        "alb.ingress.kubernetes.io/healthcheck-path",
                        manifests.container().getReadinessProbe().getHttpGet().getPath());
        assertThat(annotations.get("alb.ingress.kubernetes.io/load-balancer-attributes"))
                .isEqualTo("idle_timeout.timeout_seconds=120");
    }

    @Test
    void the_load_balancer_of_aws_reaches_the_pods_from_a_subnet_in_each_of_its_zones() {
        Manifests manifests = with("eks-alb", "ingress");
        Map<String, String> site = ManifestFiles.site();
        NetworkPolicy subnets = manifests.named(NetworkPolicy.class, "moonconnect-from-load-balancer");

        assertThat(subnets.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(subnets.getSpec().getIngress()).singleElement().satisfies(rule -> {
            assertThat(rule.getFrom())
                    .extracting(NetworkPolicyPeer::getIpBlock)
                    .extracting(IPBlock::getCidr)
                    .containsExactly(site.get("second-gateway-cidr"), site.get("third-gateway-cidr"));
            assertThat(ports(rule.getPorts())).containsExactly(manifests.port("http"), manifests.port("management"));
        });
    }

    /** Two pods can be replaced in less time than the load balancer takes to find the new ones healthy. */
    @Test
    void a_rollout_waits_until_the_load_balancer_of_aws_sends_requests_to_the_new_pod() {
        assertThat(with("eks-alb", "ingress")
                        .only(Namespace.class)
                        .getMetadata()
                        .getLabels())
                .containsEntry("elbv2.k8s.aws/pod-readiness-gate-inject", "enabled");
    }

    /** It learns of a pod that leaves by calls of the cloud's API, and from its own health checks after that. */
    @ParameterizedTest
    @CsvSource({"gke, gateway", "eks-alb, ingress"})
    void a_pod_accepts_requests_until_a_load_balancer_outside_the_cluster_has_left_it(String platform, String way) {
        Manifests manifests = with(platform, way);
        Duration delay = Duration.parse("PT" + manifests.settings().get("QUARKUS_SHUTDOWN_DELAY"));
        Duration grace = Duration.ofSeconds(manifests.pod().getTerminationGracePeriodSeconds());

        assertThat(delay).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(grace)
                .isGreaterThanOrEqualTo(delay.plus(ApplicationProperties.duration("quarkus.shutdown.timeout"))
                        .plusSeconds(10));
    }

    @ParameterizedTest
    @FieldSource("COMPONENTS")
    void ports_in_network_policies_are_numbers(String platform) {
        Manifests manifests = with(platform, platform.equals("eks-alb") ? "ingress" : "gateway");

        assertThat(manifests.all(NetworkPolicy.class))
                .isNotEmpty()
                .flatExtracting(PlatformsTest::allPorts)
                .allMatch(port -> port.getPort().getIntVal() != null);
    }

    @Test
    void the_guide_lists_each_component_of_a_platform() {
        String table =
                ManifestFiles.text("k8s/README.md").split("## Platforms\n")[1].split("\n## ")[0];

        assertThat(Stream.concat(COMPONENTS.stream(), Stream.of("gateway", "ingress")))
                .allMatch(component -> Files.isDirectory(Path.of("k8s/components", component)))
                .allMatch(component -> table.contains("`" + component + "`"));
    }

    /** Production with this component after the one of the way in. */
    private static Manifests with(String platform, String way) {
        String kustomization = ManifestFiles.text(Manifests.PROD + "/kustomization.yaml")
                .replace(GATEWAY, "  - ../../components/" + way + "\n  - ../../components/" + platform + "\n");
        Manifests.overlayOf(OVERLAY, kustomization);
        return Manifests.render(OVERLAY);
    }

    private static GooglePolicy policy(Manifests manifests, String kind) {
        return manifests.all(GooglePolicy.class).stream()
                .filter(policy -> policy.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<NetworkPolicyPort> allPorts(NetworkPolicy policy) {
        return Stream.concat(
                        policy.getSpec().getIngress().stream().flatMap(rule -> rule.getPorts().stream()),
                        policy.getSpec().getEgress().stream().flatMap(rule -> rule.getPorts().stream()))
                .toList();
    }

    private static List<Integer> ports(List<NetworkPolicyPort> ports) {
        return ports.stream().map(port -> port.getPort().getIntVal()).distinct().toList();
    }
}
