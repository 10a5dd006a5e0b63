package io.moonconnect.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.contract.OwnDocument.Operation;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests are measured under the paths of the OpenAPI document, every one of them. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class MeasuredPathsTest {

    @Test
    void every_path_of_the_document_has_its_metric() {
        for (Operation operation : OwnDocument.get().operations()) {
            given().request(operation.method(), operation.path().replaceAll("\\{\\w+}", "some-id"));
        }
        assertThat(OwnDocument.get().operations()).isNotEmpty();
        String page = Metrics.page();
        assertThat(OwnDocument.get().operations())
                .allSatisfy(operation -> assertThat(page).contains("uri=\"" + operation.path() + "\""));
    }
}
