package io.moonconnect.contract;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.contract.OwnDocument.Operation;
import io.moonconnect.testing.SignedWebhook;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What the service answers over HTTP follows our OpenAPI document: good answers and problems. */
@QuarkusTest
@TestProfile(AnswersFollowTheDocumentTest.OfItsOwn.class)
@WithTestResource(ExampleMoonPay.class)
class AnswersFollowTheDocumentTest {

    private static final OwnDocument DOCUMENT = OwnDocument.get();
    private static final String TOKEN = "MoonPay-Access-Token";

    /** A service that is started twice within one profile keeps the gauges of the first time. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    static Stream<Arguments> operations() {
        return DOCUMENT.operations().stream()
                .flatMap(operation -> requests(operation).map(body -> Arguments.of(operation.name(), operation, body)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void a_request_as_in_the_document_is_answered_as_in_the_document(String name, Operation operation, String body) {
        Response response = send(operation, body, signed(operation, body, request(operation)));

        assertThat(response.statusCode()).as(response.asString()).isBetween(200, 299);
    }

    /** Good and bad: what is answered does not matter here. */
    static void sendEveryExample() {
        DOCUMENT.operations().forEach(operation -> requests(operation).forEach(body -> {
            send(operation, body, signed(operation, body, request(operation)));
            send(operation, body == null ? null : "{\"x\": 1}", request(operation));
        }));
    }

    static Stream<Arguments> operationsWithInput() {
        Set<String> without = Set.of("GET /v1/disclosures", "POST /v1/customers/export");
        return operations().filter(arguments -> !without.contains(arguments.get()[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operationsWithInput")
    void a_wrong_parameter_is_a_problem(String name, Operation operation, String body) {
        RequestSpecification request = checked();
        DOCUMENT.parameters(operation, "query").forEach(query -> request.queryParam(query, "\u0001"));
        DOCUMENT.parameters(operation, "path").forEach(path -> request.pathParam(path, "a.b"));

        Response response = send(operation, body == null ? null : "{\"x\": 1}", request);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.<String>path("type")).endsWith("/invalid-request");
    }

    @ParameterizedTest
    @CsvSource({
        "status-400, 422, moonpay-rejected",
        "status-422, 422, moonpay-rejected",
        "status-401, 401, moonpay-token-rejected",
        "status-403, 403, moonpay-rejected",
        "status-404, 404, not-found",
        "status-409, 409, moonpay-rejected",
        "status-429, 503, moonpay-busy",
        "status-500, 502, moonpay-unavailable",
        "status-503, 502, moonpay-unavailable",
        "status-504, 504, moonpay-timeout",
        "router, 501, moonpay-capability-not-enabled",
        "broken, 502, moonpay-unavailable"
    })
    void whatever_moonpay_answers_is_a_documented_problem(String token, int status, String type) {
        DOCUMENT.operations().stream()
                .filter(operation -> DOCUMENT.parameters(operation, "header").contains(TOKEN))
                .filter(operation -> !operation.method().equals("DELETE") || !token.equals("broken"))
                .forEach(operation -> {
                    String body = requests(operation).toList().get(0);
                    Response response = send(operation, body, request(operation, token));
                    assertThat(response.statusCode()).as(operation.name()).isEqualTo(status);
                    assertThat(response.<String>path("type")).endsWith("/" + type);
                });
    }

    @Test
    void a_request_that_is_no_operation_is_a_documented_problem() {
        assertThat(checked().get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(checked().put("/v1/assets").statusCode()).isEqualTo(405);
    }

    @Test
    void a_request_in_the_wrong_form_is_a_documented_problem() {
        assertThat(checked().accept("text/xml").get("/v1/assets").statusCode()).isEqualTo(406);
        assertThat(checked()
                        .contentType("text/xml")
                        .body("<a/>")
                        .post("/v1/sessions")
                        .statusCode())
                .isEqualTo(415);
        assertThat(checked()
                        .contentType("application/json")
                        .body(" ".repeat(32 * 1024 + 1))
                        .post("/v1/sessions")
                        .statusCode())
                .isEqualTo(413);
        assertThat(checked()
                        .header("Authorization", "ApiKey mck_wrong")
                        .get("/v1/assets")
                        .statusCode())
                .isEqualTo(401);
    }

    private static Response send(Operation operation, String body, RequestSpecification request) {
        if (body != null) {
            request.contentType("application/json").body(body);
        }
        return request.request(operation.method(), operation.path());
    }

    private static RequestSpecification checked() {
        return given().filter(new OwnContractFilter());
    }

    /** With every parameter as its example has it. */
    private static RequestSpecification request(Operation operation) {
        return request(operation, null);
    }

    /** The same, with another access token where it is not null. */
    private static RequestSpecification request(Operation operation, String token) {
        RequestSpecification request = checked();
        DOCUMENT.parameters(operation).forEach(parameter -> {
            String name = parameter.path("name").asText();
            String example = parameter.path("example").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> request.pathParam(name, example);
                case "query" -> request.queryParam(name, example);
                default -> {
                    if (!name.equals(SignedWebhook.HEADER)) {
                        request.header(name, token != null && name.equals(TOKEN) ? token : example);
                    }
                }
            }
        });
        return request;
    }

    /** A signature is good for a time only, so that one in the document cannot be. */
    private static RequestSpecification signed(Operation operation, String body, RequestSpecification request) {
        if (DOCUMENT.parameters(operation, "header").contains(SignedWebhook.HEADER)) {
            String key = ConfigProvider.getConfig().getValue("moonpay.webhook-keys", String.class);
            request.header(
                    SignedWebhook.HEADER,
                    SignedWebhook.of(key, Instant.now(), body).signature());
        }
        return request;
    }

    /** The bodies of the examples; one null where there is no body. */
    private static Stream<String> requests(Operation operation) {
        JsonNode examples = operation.node().at("/requestBody/content/application~1json/examples");
        return examples.isEmpty()
                ? Stream.of((String) null)
                : OwnDocument.fields(examples).map(Map.Entry::getValue).map(example -> example.path("value")
                        .toString());
    }
}
