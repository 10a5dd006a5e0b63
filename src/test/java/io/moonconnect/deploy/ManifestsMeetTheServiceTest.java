package io.moonconnect.deploy;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The paths that manifests name are those that a running service answers, each on the port that is meant. */
@QuarkusTest
class ManifestsMeetTheServiceTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void probes_and_metrics_are_answered_on_the_management_port() {
        Manifests manifests = Manifests.of(Manifests.ALL);
        Stream<String> probes = Stream.of(
                        manifests.container().getStartupProbe(),
                        manifests.container().getLivenessProbe(),
                        manifests.container().getReadinessProbe())
                .map((Probe probe) -> probe.getHttpGet().getPath());
        Stream<String> metrics = manifests.only(ServiceMonitor.class).getSpec().getEndpoints().stream()
                .map(endpoint -> endpoint.getPath());
        List<String> paths = Stream.concat(probes, metrics).toList();

        assertThat(paths).hasSize(4).allSatisfy(path -> assertThat(
                        given().get(management.resolve(path)).statusCode())
                .as(path)
                .isEqualTo(200));
        assertThat(paths).allSatisfy(path -> assertThat(given().get(path).statusCode())
                .as("%s on the port of the API", path)
                .isEqualTo(404));
    }

    @Test
    void what_the_route_lets_through_is_the_api() {
        String prefix = Manifests.of(Manifests.ALL)
                .only(HTTPRoute.class)
                .getSpec()
                .getRules()
                .get(0)
                .getMatches()
                .get(0)
                .getPath()
                .getValue();

        given().get(prefix + "/disclosures").then().statusCode(200);
    }
}
