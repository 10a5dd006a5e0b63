package io.moonconnect.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.moonconnect.testing.Command;
import io.moonconnect.testing.Command.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator does with an overlay of their own over the shipped ones. */
class OperatorsOverlayTest {

    private static final Path OWN = Path.of("target/k8s/own");
    private static final Map<String, String> SITE = ManifestFiles.site();

    @ParameterizedTest
    @CsvSource({
        Manifests.PROD + ", shop-, ''",
        Manifests.PROD + ", '', -eu",
        Manifests.ALL + ", shop-, -eu",
        Manifests.WITH_INGRESS + ", shop-, -eu"
    })
    void references_follow_a_new_name(String overlay, String prefix, String suffix) {
        Manifests renamed = over(overlay, "namePrefix: '%s'".formatted(prefix), "nameSuffix: '%s'".formatted(suffix));
        String name = prefix + "moonconnect" + suffix;

        assertThat(renamed.only(Deployment.class).getMetadata().getName()).isEqualTo(name);
        assertThat(renamed.named(Service.class, name)).isNotNull();
        assertThat(renamed.only(HorizontalPodAutoscaler.class)
                        .getSpec()
                        .getScaleTargetRef()
                        .getName())
                .isEqualTo(name);
        assertThat(renamed.all(Gateway.class))
                .allMatch(gateway -> gateway.getMetadata().getName().equals(name));
        assertThat(ways(renamed)).isNotEmpty().containsOnly(name);
    }

    @Test
    void the_gateway_follows_the_name_of_a_generated_certificate() {
        Manifests generated = over(
                Manifests.PROD,
                "namespace: moonconnect",
                "secretGenerator: [{name: moonconnect-tls, literals: [tls.crt=none]}]");

        assertThat(generated.only(Gateway.class).getSpec().getListeners())
                .flatExtracting(listener -> listener.getTls().getCertificateRefs())
                .extracting(certificate -> certificate.getName())
                .containsExactly(generated.only(Secret.class).getMetadata().getName())
                .doesNotContain("moonconnect-tls");
    }

    @Test
    void any_key_of_the_service_can_be_set_beside_those_of_the_components() {
        assertThat(Manifests.of(Manifests.ALL).settings())
                .containsEntry("MOONCONNECT_CORS_ORIGINS", "https://shop.example.com")
                .containsEntry("MOONCONNECT_TRUSTED_HOPS", "1");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_value_that_is_left_fails_the_check(String key) throws IOException {
        Outcome outcome = check(ownSite(Set.of(key)));

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output()).contains(SITE.get(key));
    }

    @Test
    void a_site_with_values_of_its_own_passes_the_check() throws IOException {
        Outcome outcome = check(ownSite(Set.of()));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void production_as_it_is_shipped_fails_the_check() {
        Outcome outcome = check(Path.of(Manifests.PROD));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("registry.example.com", SITE.get("host"));
    }

    @Test
    void an_overlay_elsewhere_changes_with_its_references_alone_and_back_again(@TempDir Path directory)
            throws IOException {
        Path repository = directory.resolve("moonconnect");
        for (Path file : ManifestFiles.all()) {
            Path copy = repository.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        sh(repository, "git init -q");
        commit(repository);
        List<String> guide = commandsOf("An overlay of your own", repository);
        Path overlay = directory.resolve("moonconnect-site");

        sh(repository, guide.get(0));
        String first = Manifests.render(overlay.toString()).text();
        String references = Files.readString(overlay.resolve("kustomization.yaml"));
        Path deployment = repository.resolve("k8s/base/deployment.yaml");
        Files.writeString(
                deployment, Files.readString(deployment).replace("GracePeriodSeconds: 40", "GracePeriodSeconds: 41"));
        commit(repository);
        String unchanged = Manifests.render(overlay.toString()).text();
        sh(repository, guide.get(1));
        String upgraded = Manifests.render(overlay.toString()).text();
        Files.writeString(overlay.resolve("kustomization.yaml"), references);

        assertThat(first).isEqualTo(Manifests.of(Manifests.PROD).text()).isEqualTo(unchanged);
        assertThat(upgraded).isEqualTo(first.replace("GracePeriodSeconds: 40", "GracePeriodSeconds: 41"));
        assertThat(Manifests.render(overlay.toString()).text()).isEqualTo(first);
    }

    static Stream<String> examples() {
        return SITE.keySet().stream()
                .filter(key -> !key.endsWith("-port") && !key.endsWith("-gateway-cidr"))
                .filter(key -> !key.equals("ingress-class"));
    }

    /** Everything optional, with values of a site's own except for some. */
    private static Path ownSite(Set<String> left) throws IOException {
        Manifests.of(Manifests.ALL);
        Files.createDirectories(OWN);
        for (String file : List.of("kustomization.yaml", "namespace.yaml", "site.yaml")) {
            String text = Files.readString(Path.of(Manifests.ALL, file));
            for (Map.Entry<String, String> value : SITE.entrySet()) {
                if (!left.contains(value.getKey())) {
                    text = text.replace(
                            value.getKey() + ": " + value.getValue() + "\n", value.getKey() + ": " + own(value) + "\n");
                }
            }
            Files.writeString(
                    OWN.resolve(file),
                    text.replace("registry.example.com", "registry.shop.test")
                            .replace("shop.example.com", "example.shop.test"));
        }
        return OWN;
    }

    private static String own(Map.Entry<String, String> value) {
        if (value.getKey().endsWith("-cidr")) {
            return "255.255.255.255/32";
        }
        return value.getKey().endsWith("-namespace")
                ? "NONE"
                : value.getValue().replace("example", "shop").replace(".com", ".test");
    }

    private static Outcome check(Path overlay) {
        Manifests.of(Manifests.PROD);
        return Command.outcome(Path.of(""), "k8s/check-overlay.sh", overlay.toString());
    }

    private static void commit(Path repository) {
        sh(repository, "git add -A && git -c user.name=test -c user.email=test@test commit -q -m change");
    }

    private static void sh(Path directory, String commands) {
        Outcome outcome = Command.outcome(directory, "sh", "-ec", commands);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static List<String> commandsOf(String section, Path repository) {
        String text = ManifestFiles.text("k8s/README.md")
                .split("## " + section + "\n")[1]
                .split("\n## ")[0];
        return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(text.replace(
                        "https://git.example.com/moonconnect",
                        repository.toUri().toString().replaceAll("/$", "")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What a request passes between the name of the site and the pods. */
    private static List<String> ways(Manifests manifests) {
        Stream<String> ingresses = manifests.all(Ingress.class).stream()
                .flatMap(ingress -> ingress.getSpec().getRules().stream())
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .map(path -> path.getBackend().getService().getName());
        Stream<String> routes = manifests.all(HTTPRoute.class).stream()
                .flatMap(route -> Stream.concat(
                        route.getSpec().getParentRefs().stream().map(ParentReference::getName),
                        route.getSpec().getRules().stream()
                                .flatMap(rule -> rule.getBackendRefs().stream())
                                .map(HTTPBackendRef::getName)));
        return Stream.concat(ingresses, routes).toList();
    }

    private static Manifests over(String overlay, String... additions) {
        Manifests.of(overlay);
        return Manifests.of(OWN, "resources: [../../../" + overlay + "]\n" + String.join("\n", additions) + "\n");
    }
}
