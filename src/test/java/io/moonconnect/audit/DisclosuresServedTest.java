package io.moonconnect.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.moonconnect.testing.Api.anybody;
import static io.moonconnect.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

/** Every response with disclosures writes an event with ids and digests; responses without them write none. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class DisclosuresServedTest {

    private static final String REQUIREMENTS = "/v1/connections/requirements";

    /** By the recipe of the audit guide, over the sample. */
    private static final String FINALITY =
            "us-transaction-finality@1/en/" + "44d6e113d46d795a87c259fccd0beb33791f368a7b47c45fca7aeefcef751b84";

    private static final String FINALITY_IN_GERMAN =
            "us-transaction-finality@1/de/" + "28b4869c092df6f1717234d81b1b48750b46ff815431a195b855d5148258a275";

    private static final String FALLBACK =
            "most-cautious@1/en/" + "3ed5c6fb4bdc254a3c45ec21acf1f7c69e2cc8dda66e6a95df19c4b8306ee465";

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    @Test
    void with_a_connections_requirements() {
        require(
                "{\"status\":\"active\",\"paymentDisclosures\":[{\"id\":\"us-transaction-finality\",\"version\":\"1\"}]}");

        assertThat(onlyEvent())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "event",
                        "disclosures.served",
                        "outcome",
                        "success",
                        "requestId",
                        "audit-1",
                        "caller",
                        "open",
                        "path",
                        REQUIREMENTS,
                        "disclosures",
                        FINALITY));
    }

    @Test
    void in_the_language_that_was_served() {
        require("{\"status\":\"active\",\"locale\":\"de-AT\",\"paymentDisclosures\":"
                + "[{\"id\":\"us-transaction-finality\",\"version\":\"1\"}]}");

        assertThat(onlyEvent()).containsEntry("disclosures", FINALITY_IN_GERMAN);
    }

    @Test
    void as_the_fallback_where_one_stood_in() {
        require("{\"status\":\"active\",\"paymentDisclosures\":[{\"id\":\"us-transaction-finality\",\"version\":\"1\"},"
                + "{\"id\":\"unheard-of\",\"version\":\"1\"}]}");

        assertThat(onlyEvent()).containsEntry("disclosures", FINALITY + "," + FALLBACK + "/fallback");
    }

    @Test
    void an_answer_without_texts_has_no_event() {
        require("{\"status\":\"active\",\"paymentDisclosures\":[]}");
        require("{\"status\":\"pending\"}");

        assertThat(audited.fields()).isEmpty();
    }

    @Test
    void a_request_that_was_refused_has_no_event() {
        jsonOf(anybody()).body("{}").post(REQUIREMENTS).then().statusCode(400);
        anybody().get("/v1/disclosures/unheard-of").then().statusCode(404);

        assertThat(audited.fields()).isEmpty();
    }

    @Test
    void with_a_quote(SimulatorControl moonPay) {
        Response answer = jsonOf(as(moonPay.accessToken("cust-ny")))
                .header("X-Request-Id", "audit-1")
                .body("{" + purchase("USD", "ETH") + "}")
                .post("/v1/quotes");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(onlyEvent())
                .containsEntry("event", "disclosures.served")
                .containsEntry("requestId", "audit-1")
                .containsEntry("path", "/v1/quotes")
                .containsEntry("disclosures", FINALITY)
                .containsEntry("moonPayRequestId", answer.header("MoonPay-Request-Id"))
                .containsOnlyKeys(
                        "event",
                        "outcome",
                        "requestId",
                        "caller",
                        "path",
                        "accessTokenHash",
                        "disclosures",
                        "moonPayRequestId");
    }

    @Test
    void once_with_a_comparison_however_many_quotes_need_it(SimulatorControl moonPay) {
        JsonPath answer = jsonOf(as(moonPay.accessToken("cust-ny")))
                .body("{" + purchase("USD", "ETH") + "}")
                .post("/v1/quotes/compare")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        List<String> legs = answer.getList("quotes.moonPayRequestId");
        assertThat(legs).hasSizeGreaterThan(1);
        assertThat(onlyEvent())
                .containsEntry("path", "/v1/quotes/compare")
                .containsEntry("disclosures", FINALITY)
                .containsEntry("moonPayRequestId", String.join(",", legs));
    }

    @Test
    void a_quote_that_failed_or_needs_no_text_has_no_event(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-1");
        jsonOf(as(token))
                .body("{" + purchase("EUR", "BTC") + "}")
                .post("/v1/quotes")
                .then()
                .statusCode(200);
        moonPay.add(SimulatorFault.status("getBuyQuote", 500));
        jsonOf(as(token))
                .body("{" + purchase("USD", "ETH") + "}")
                .post("/v1/quotes")
                .then()
                .statusCode(502);
        jsonOf(as(token))
                .body("{" + purchase("USD", "ETH") + ",\"paymentMethods\":[{\"type\":\"apple_pay\"}]}")
                .post("/v1/quotes/compare")
                .then()
                .statusCode(502);

        assertThat(audited.fields()).isEmpty();
    }

    @Test
    void by_its_id() {
        anybody()
                .get("/v1/disclosures/us-transaction-finality?locale=de")
                .then()
                .statusCode(200);

        assertThat(onlyEvent())
                .containsEntry("path", "/v1/disclosures/us-transaction-finality")
                .containsEntry("disclosures", FINALITY_IN_GERMAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/disclosures", "/v1/disclosures/us-transaction-finality"})
    void an_answer_to_head_has_no_event_since_no_text_is_in_it(String path) {
        anybody().head(path).then().statusCode(200);

        assertThat(audited.fields()).isEmpty();
    }

    @Test
    void with_the_whole_catalogue() {
        List<String> texts = anybody()
                .get("/v1/disclosures")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("disclosures.collect { it.id + '@' + it.version + '/' + it.locale }");

        List<String> served = Arrays.asList(onlyEvent().get("disclosures").split(","));
        assertThat(served).contains(FINALITY, FINALITY_IN_GERMAN, FALLBACK);
        assertThat(served)
                .extracting(text -> text.replaceFirst("/[0-9a-f]{64}$", ""))
                .isEqualTo(texts);
    }

    private Map<String, String> onlyEvent() {
        assertThat(audited.fields()).hasSize(1);
        return audited.fields().get(0);
    }

    private static void require(String connection) {
        jsonOf(anybody())
                .header("X-Request-Id", "audit-1")
                .body(connection)
                .post(REQUIREMENTS)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification jsonOf(RequestSpecification request) {
        return request.contentType(ContentType.JSON);
    }

    private static String purchase(String money, String crypto) {
        return "\"source\":{\"asset\":{\"code\":\"" + money + "\"},\"amount\":\"120.00\"},"
                + "\"destination\":{\"asset\":{\"code\":\"" + crypto + "\"}}";
    }
}
