package io.moonconnect.acceptance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

/** Every response with disclosures has what their acceptance needs; without an audit key and a sink, too. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class EveryServedTextTest {

    private static final String PURCHASE =
            "{\"source\":{\"asset\":{\"code\":\"USD\"},\"amount\":\"120.00\"},\"destination\":{\"asset\":{\"code\":\"ETH\"}}}";

    @Test
    void the_requirements_of_a_connection() {
        Response answer = post("/v1/connections/requirements", """
                        {"status":"active","paymentDisclosures":[{"id":"us-transaction-finality","version":"1"},
                         {"id":"unheard-of","version":"1"}]}""");

        accept(AcceptanceSteps.json(answer).path("disclosures"), 2);
    }

    @Test
    void a_quote_and_a_comparison(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-ny");

        accept(AcceptanceSteps.json(post(token, "/v1/quotes", PURCHASE)).path("disclosures"), 1);
        accept(
                AcceptanceSteps.json(post(token, "/v1/quotes/compare", PURCHASE))
                        .path("quotes")
                        .path(0)
                        .path("disclosures"),
                1);
    }

    @Test
    void the_catalogue() {
        JsonNode texts = AcceptanceSteps.json(anybody().get("/v1/disclosures")).path("disclosures");

        texts.forEach(text -> accept(new ObjectMapper().createArrayNode().add(text), 1));
    }

    private static void accept(JsonNode disclosures, int count) {
        JsonNode[] texts = new JsonNode[disclosures.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = disclosures.get(i);
        }
        assertThat(texts)
                .hasSize(count)
                .allSatisfy(text -> assertThat(text.path("proof").asText()).isNotEmpty());
        Response answer = AcceptanceSteps.accept(anybody(), AcceptanceBody.of(texts));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }
}
