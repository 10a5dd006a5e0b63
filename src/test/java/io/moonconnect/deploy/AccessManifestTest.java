package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.moonconnect.testing.ApplicationProperties;
import io.moonconnect.testing.ConfigurationKey;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets to the service and whom it gets to, in what the overlays render to. */
class AccessManifestTest {

    private static final Map<String, String> SITE = ManifestFiles.site();

    private static final Path SCRAPE_CONFIGURATION = Path.of("deploy/prometheus/kubernetes.yml");

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void services_select_the_pods_and_the_one_for_callers_leads_to_the_api_alone(String overlay) {
        Manifests manifests = Manifests.of(overlay);
        Map<String, String> labels = manifests
                .only(Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();

        assertThat(manifests.only(Deployment.class).getSpec().getSelector().getMatchLabels())
                .isEqualTo(labels);
        assertThat(manifests.all(Service.class))
                .allMatch(service -> service.getSpec().getSelector().equals(labels))
                .allMatch(service -> service.getSpec().getType() == null);
        assertThat(manifests.named(Service.class, "moonconnect").getSpec().getPorts())
                .extracting(port -> port.getTargetPort().getStrVal())
                .containsExactlyInAnyOrderElementsOf(
                        overlay.equals(Manifests.DEV) ? List.of("http", "simulator", "frontend") : List.of("http"));
    }

    @Test
    void tls_ends_at_the_gateway_for_the_sites_host() {
        Manifests prod = Manifests.of(Manifests.PROD);

        assertThat(prod.only(Gateway.class).getSpec().getGatewayClassName()).isEqualTo(SITE.get("gateway-class"));
        assertThat(prod.only(Gateway.class).getSpec().getListeners())
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener.getProtocol()).isEqualTo("HTTPS");
                    assertThat(listener.getHostname()).isEqualTo(SITE.get("host"));
                    assertThat(listener.getTls().getMode()).isEqualTo("Terminate");
                    assertThat(listener.getTls().getCertificateRefs())
                            .singleElement()
                            .satisfies(certificate ->
                                    assertThat(certificate.getName()).isEqualTo("moonconnect-tls"));
                });
        assertThat(prod.all(Ingress.class)).isEmpty();
    }

    @Test
    void the_route_leads_to_the_api_and_lets_a_stream_live() {
        HTTPRoute route = Manifests.of(Manifests.PROD).only(HTTPRoute.class);

        assertThat(route.getSpec().getHostnames()).containsExactly(SITE.get("host"));
        assertThat(route.getSpec().getParentRefs()).singleElement().satisfies(parent -> {
            assertThat(parent.getName()).isEqualTo("moonconnect");
            assertThat(parent.getSectionName()).isEqualTo("https");
        });
        assertThat(route.getSpec().getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getMatches())
                    .singleElement()
                    .satisfies(match -> assertThat(match.getPath().getValue()).isEqualTo("/v1"));
            assertThat(rule.getFilters()).isEmpty();
            assertThat(rule.getBackendRefs()).singleElement().satisfies(backend -> {
                assertThat(backend.getName()).isEqualTo("moonconnect");
                assertThat(backend.getPort()).isEqualTo(80);
            });
            assertThat(Duration.parse("PT" + rule.getTimeouts().getRequest())).isGreaterThan(streamLife());
            assertThat(Duration.parse("PT" + rule.getTimeouts().getBackendRequest()))
                    .isGreaterThan(streamLife());
        });
    }

    @Test
    void an_ingress_in_its_place_has_tls_no_buffers_and_the_same_patience() {
        Manifests manifests = Manifests.of(Manifests.WITH_INGRESS);
        Ingress ingress = manifests.only(Ingress.class);
        Map<String, String> annotations = ingress.getMetadata().getAnnotations();

        assertThat(manifests.all(Gateway.class)).isEmpty();
        assertThat(manifests.all(HTTPRoute.class)).isEmpty();
        assertThat(ingress.getSpec().getIngressClassName()).isEqualTo(SITE.get("ingress-class"));
        assertThat(ingress.getSpec().getTls()).singleElement().satisfies(tls -> {
            assertThat(tls.getHosts()).containsExactly(SITE.get("host"));
            assertThat(tls.getSecretName()).isEqualTo("moonconnect-tls");
        });
        assertThat(ingress.getSpec().getDefaultBackend()).isNull();
        assertThat(ingress.getSpec().getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getHost()).isEqualTo(SITE.get("host"));
            assertThat(rule.getHttp().getPaths()).singleElement().satisfies(path -> {
                assertThat(path.getPath()).isEqualTo("/v1");
                assertThat(path.getBackend().getService().getName()).isEqualTo("moonconnect");
                assertThat(path.getBackend().getService().getPort().getName()).isEqualTo("http");
            });
        });
        assertThat(annotations)
                .containsEntry("nginx.ingress.kubernetes.io/ssl-redirect", "true")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off")
                .containsEntry("nginx.ingress.kubernetes.io/proxy-request-buffering", "off");
        assertThat(Stream.of("read", "send")
                        .map(direction ->
                                annotations.get("nginx.ingress.kubernetes.io/proxy-" + direction + "-timeout"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))))
                .allMatch(patience -> patience.compareTo(streamLife()) > 0);
    }

    /** The proxy closes an idle connection first, so that none is closed while a request is on its way. */
    @ParameterizedTest
    @CsvSource({
        "Envoy and what is made of it, " + Manifests.PROD + ", 3600",
        "Envoy and what is made of it, " + Manifests.ALL + ", 3600",
        "Google's load balancer, " + Manifests.PROD + ", 600",
        "Google's load balancer, " + Manifests.WITH_INGRESS + ", 600",
        "Traefik, " + Manifests.WITH_INGRESS + ", 90",
        "ingress-nginx, " + Manifests.WITH_INGRESS + ", 60"
    })
    void idle_connections_are_kept_longer_than_by_the_proxy(String proxy, String overlay, long proxyKeeps) {
        String kept = Manifests.of(overlay)
                .settings()
                .getOrDefault("QUARKUS_HTTP_IDLE_TIMEOUT", ApplicationProperties.get("quarkus.http.idle-timeout"));

        assertThat(Duration.parse("PT" + kept)).as(proxy).isGreaterThanOrEqualTo(Duration.ofSeconds(proxyKeeps + 15));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void one_hop_is_trusted_and_no_other_pod_reaches_the_port(String overlay) {
        Manifests manifests = Manifests.of(overlay);

        assertThat(manifests.settings()).containsEntry("MOONCONNECT_TRUSTED_HOPS", "1");
        assertThat(sourcesOf(manifests, "http"))
                .containsExactlyInAnyOrder(SITE.get("gateway-namespace"), SITE.get("gateway-cidr"));
        assertThat(sourcesOf(manifests, "management"))
                .as("Prometheus, and the health checks of a load balancer")
                .containsExactlyInAnyOrder(SITE.get("monitoring-namespace"), SITE.get("gateway-cidr"));
    }

    /** Some network plugins, and load balancers that program rules for pods, do not resolve the names of container ports. */
    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void policies_name_ports_by_number(String overlay) {
        assertThat(Manifests.of(overlay).all(NetworkPolicy.class))
                .flatExtracting(policy -> Stream.concat(
                                policy.getSpec().getIngress().stream().map(NetworkPolicyIngressRule::getPorts),
                                policy.getSpec().getEgress().stream().map(NetworkPolicyEgressRule::getPorts))
                        .flatMap(List::stream)
                        .toList())
                .isNotEmpty()
                .allMatch(port -> port.getPort().getIntVal() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.PROD, Manifests.ALL, Manifests.WITH_INGRESS})
    void what_no_policy_names_is_not_allowed_in_either_direction(String overlay) {
        assertThat(Manifests.of(overlay)
                        .named(NetworkPolicy.class, "moonconnect")
                        .getSpec()
                        .getPolicyTypes())
                .containsExactly("Ingress", "Egress");
        assertThat(Manifests.of(overlay).all(NetworkPolicy.class))
                .allMatch(policy -> policy.getSpec()
                        .getPodSelector()
                        .getMatchLabels()
                        .equals(Manifests.of(overlay)
                                .only(Deployment.class)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels()))
                .flatExtracting(policy -> policy.getSpec().getEgress())
                .allMatch(rule -> !rule.getTo().isEmpty() && !rule.getPorts().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "192.169.0.1", "2606:4700:4700::1111"})
    void the_public_internet_is_reached_by_tls(String address) {
        assertThat(reaches(address, 443)).isTrue();
        assertThat(reaches(address, 80)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
                "192.0.0.1", "192.168.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "fc00::1",
                "fd00:ec2::254", "fe80::1", "ff02::1", "64:ff9b::a00:1"
            })
    void nothing_private_or_of_the_link_is_reached(String address) {
        assertThat(reaches(address, 443)).isFalse();
    }

    @Test
    void names_are_asked_of_the_clusters_dns_alone() {
        List<NetworkPolicyEgressRule> rules = egress(Manifests.of(Manifests.ALL)).stream()
                .filter(rule -> ports(rule).contains("UDP 53"))
                .toList();

        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(ports(rule)).containsExactlyInAnyOrder("UDP 53", "TCP 53");
            assertThat(rule.getTo()).singleElement().satisfies(peer -> {
                assertThat(namespace(peer)).isEqualTo("kube-system");
                assertThat(peer.getPodSelector().getMatchLabels()).containsEntry("k8s-app", "kube-dns");
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "identity-provider", "sink", "audit-sink", "collector"})
    void what_else_is_called_is_what_the_site_names(String target) {
        assertThat(Manifests.of(Manifests.ALL)
                        .named(NetworkPolicy.class, "moonconnect-to-" + target)
                        .getSpec()
                        .getEgress())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(ports(rule)).containsExactly("TCP " + SITE.get(target + "-port"));
                    assertThat(namespace(rule.getTo().get(0))).isEqualTo(SITE.get(target + "-namespace"));
                    assertThat(rule.getTo().get(1).getIpBlock().getCidr()).isEqualTo(SITE.get(target + "-cidr"));
                    assertThat(rule.getTo()).hasSize(2);
                });
    }

    @Test
    void production_alone_calls_no_sink_and_no_identity_provider() {
        assertThat(Manifests.of(Manifests.PROD).all(NetworkPolicy.class))
                .extracting(policy -> policy.getMetadata().getName())
                .containsExactlyInAnyOrder("moonconnect", "moonconnect-to-redis");
    }

    @Test
    void a_demo_is_reached_from_its_namespace_and_has_no_egress() {
        NetworkPolicy policy = Manifests.of(Manifests.DEV).only(NetworkPolicy.class);

        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getEgress()).isEmpty();
        assertThat(policy.getSpec().getIngress())
                .flatExtracting(NetworkPolicyIngressRule::getFrom)
                .singleElement()
                .satisfies(peer -> assertThat(peer.getNamespaceSelector()).isNull());
        assertThat(policy.getSpec().getIngress())
                .flatExtracting(NetworkPolicyIngressRule::getPorts)
                .extracting(port -> String.valueOf(port.getPort().getIntVal()))
                .containsExactlyInAnyOrderElementsOf(ApplicationProperties.portsOfTheDemo().stream()
                        .filter(port -> !port.equals(ApplicationProperties.get("quarkus.management.port")))
                        .toList());
    }

    @Test
    void prometheus_finds_each_pods_management_port_by_a_service_that_nothing_routes_to() {
        Manifests all = Manifests.of(Manifests.ALL);
        ServiceMonitor monitor = all.only(ServiceMonitor.class);
        Service service = all.named(Service.class, "moonconnect-management");

        assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(monitor.getSpec().getSelector().getMatchLabels())
                .isEqualTo(service.getMetadata().getLabels());
        assertThat(all.named(Service.class, "moonconnect").getMetadata().getLabels())
                .isNotEqualTo(service.getMetadata().getLabels());
        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPort())
                    .isEqualTo(service.getSpec().getPorts().get(0).getName());
            assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
        });
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("management");
            assertThat(port.getPort()).isEqualTo(all.port("management"));
        });
    }

    /** Alerts are grouped by job, so one installation's successes must not hide another one's failures. */
    @Test
    void installations_that_share_a_prometheus_have_jobs_of_their_own() {
        ServiceMonitor monitor = Manifests.of(Manifests.ALL).only(ServiceMonitor.class);

        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> assertThat(
                        endpoint.getRelabelings())
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.getTargetLabel()).isEqualTo("job");
                    assertThat(job.getSourceLabels()).containsExactly("__meta_kubernetes_namespace");
                    assertThat(job.getReplacement()).isNull();
                }));
    }

    /** Debian's promtool does not know Kubernetes, so nothing else reads this file here. */
    @Test
    void a_prometheus_without_its_operator_scrapes_the_same() throws IOException {
        Manifests all = Manifests.of(Manifests.ALL);
        Endpoint endpoint =
                all.only(ServiceMonitor.class).getSpec().getEndpoints().get(0);
        JsonNode file = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(SCRAPE_CONFIGURATION));
        JsonNode scraped = file.at("/scrape_configs/0");
        JsonNode kept = scraped.at("/relabel_configs/0");
        String name = all.pod().getContainers().get(0).getPorts().stream()
                .filter(port -> port.getContainerPort() == all.port("management"))
                .map(ContainerPort::getName)
                .collect(Collectors.joining());

        assertThat(file.path("rule_files")).hasSize(1).allSatisfy(rules -> assertThat(
                        SCRAPE_CONFIGURATION.resolveSibling(rules.asText()))
                .exists());
        assertThat(scraped.path("metrics_path").asText()).isEqualTo(endpoint.getPath());
        assertThat(scraped.path("scrape_interval").asText()).isEqualTo(endpoint.getInterval());
        assertThat(scraped.path("scrape_timeout").asText()).isEqualTo(endpoint.getScrapeTimeout());
        assertThat(scraped.at("/kubernetes_sd_configs/0/role").asText()).isEqualTo("pod");
        assertThat(kept.path("action").asText()).isEqualTo("keep");
        assertThat(kept.path("source_labels"))
                .extracting(label -> label.asText())
                .containsExactly(
                        "__meta_kubernetes_pod_label_app_kubernetes_io_name",
                        "__meta_kubernetes_pod_container_port_name");
        assertThat(kept.path("regex").asText())
                .isEqualTo(all.only(Deployment.class)
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .get("app.kubernetes.io/name")
                        + ";" + name);
        assertThat(scraped.at("/relabel_configs/1/target_label").asText()).isEqualTo("job");
        assertThat(scraped.at("/relabel_configs/1/source_labels/0").asText()).isEqualTo("__meta_kubernetes_namespace");
    }

    @Test
    void settings_that_components_bring_are_of_the_site() {
        Manifests all = Manifests.of(Manifests.ALL);

        assertThat(all.settings()).containsEntry("MOONCONNECT_CALLERS", "backend,customer");
        assertThat(all.environment("QUARKUS_OIDC_AUTH_SERVER_URL").getValue())
                .isEqualTo(SITE.get("identity-provider-url"));
        assertThat(all.environment("QUARKUS_OIDC_TOKEN_AUDIENCE").getValue())
                .isEqualTo(SITE.get("identity-provider-audience"));
        assertThat(all.environment("QUARKUS_OTEL_SDK_DISABLED").getValue()).isEqualTo("false");
        assertThat(all.environment("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT").getValue())
                .isEqualTo(SITE.get("collector-url"));
        assertThat(all.environment("MOONCONNECT_WEBHOOKS_SINK_URL").getValue()).isEqualTo(SITE.get("sink-url"));
        assertThat(all.environment("MOONCONNECT_AUDIT_SINK_URL").getValue()).isEqualTo(SITE.get("audit-sink-url"));
        assertThat(all.environment("MOONCONNECT_AUDIT_SINK_KEY_FILE").getValue())
                .isEqualTo("/etc/moonconnect/keys/audit-sink-key");
    }

    private static boolean reaches(String address, int port) {
        return egress(Manifests.of(Manifests.ALL)).stream()
                .filter(rule -> ports(rule).contains("TCP " + port))
                .flatMap(rule -> rule.getTo().stream())
                .map(NetworkPolicyPeer::getIpBlock)
                .filter(block -> block != null)
                .anyMatch(block -> AddressRange.of(block.getCidr()).contains(address)
                        && block.getExcept().stream()
                                .noneMatch(except -> AddressRange.of(except).contains(address)));
    }

    private static Set<String> sourcesOf(Manifests manifests, String port) {
        return manifests.all(NetworkPolicy.class).stream()
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .filter(rule -> rule.getPorts().stream()
                        .anyMatch(open -> open.getPort().equals(new IntOrString(manifests.port(port)))))
                .flatMap(rule -> rule.getFrom().stream())
                .map(peer -> peer.getIpBlock() == null
                        ? namespace(peer)
                        : peer.getIpBlock().getCidr())
                .collect(Collectors.toSet());
    }

    private static List<NetworkPolicyEgressRule> egress(Manifests manifests) {
        return manifests.all(NetworkPolicy.class).stream()
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .toList();
    }

    private static List<String> ports(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream().map(AccessManifestTest::text).toList();
    }

    private static String text(NetworkPolicyPort port) {
        return port.getProtocol() + " " + port.getPort().getIntVal();
    }

    private static String namespace(NetworkPolicyPeer peer) {
        return peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name");
    }

    private static Duration streamLife() {
        String life = ConfigurationKey.all().stream()
                .filter(key -> key.name().equals("moonconnect.streams.life"))
                .flatMap(key -> key.defaultValue().stream())
                .findFirst()
                .orElseThrow();
        return Duration.parse("PT" + life);
    }
}
