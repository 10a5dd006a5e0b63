package io.moonconnect.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator does with an overlay of their own over the shipped ones. */
class OperatorsOverlayTest {

    private static final Path OWN = Path.of("target/k8s/own");

    @ParameterizedTest
    @CsvSource({
        Manifests.PROD + ", shop-, ''",
        Manifests.PROD + ", '', -eu",
        Manifests.ALL + ", shop-, -eu",
        Manifests.WITH_INGRESS + ", shop-, -eu"
    })
    void references_follow_a_new_name(String overlay, String prefix, String suffix) {
        Manifests renamed =
                over(overlay, "namePrefix: '%s'".formatted(prefix), "nameSuffix: '%s'".formatted(suffix));
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

    /** What a request passes between the name of the site and the pods. */
    private static List<String> ways(Manifests manifests) {
        Stream<String> ingresses = manifests.all(Ingress.class).stream()
                .flatMap(ingress -> ingress.getSpec().getRules().stream())
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .map(path -> path.getBackend().getService().getName());
        Stream<String> routes = manifests.all(HTTPRoute.class).stream().flatMap(route -> Stream.concat(
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
