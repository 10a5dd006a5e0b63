package io.moonconnect.contract;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.restassured.RestAssured.given;

/**
 * A MoonPay that answers with the examples of our OpenAPI document, in MoonPay's envelope. An access token of
 * {@code status-<status>} is answered by an error of that status, {@code router} by its router's 404, and {@code broken}
 * by something that is not JSON.
 */
public class ExampleMoonPay implements QuarkusTestResourceLifecycleManager {

    private static final int FIRST = 1;
    private static final int LAST = 10;
    private static final String ERROR = "{\"code\": %d, \"type\": \"Error\", \"message\": \"Not like this\"}";

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @Override
    public Map<String, String> start() {
        server.start();
        serveExamples();
        for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 503, 504}) {
            serveToToken("status-" + status, status(status).withBody(ERROR.formatted(status)));
        }
        serveToToken("router", status(404).withBody("{\"message\": \"Cannot GET /x\"}"));
        serveToToken("broken", okJson("<html>"));
        // Its first answer takes long, and the service's time-outs are short.
        given().get(server.baseUrl() + "/platform/v1/assets").then().statusCode(200);
        // Streams end, so that a test gets the whole of one.
        return Map.of("moonpay.base-url", server.baseUrl(), "moonconnect.streams.life", "1s");
    }

    /** After the simulator, which gives the same property, so that this one wins. */
    @Override
    public int order() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void stop() {
        server.stop();
    }

    private void serveExamples() {
        serve(post(urlPathEqualTo("/platform/v1/sessions")), okJson("{\"sessionToken\": \"c2ltLXNlc3Npb24\"}"));
        serve(delete(urlPathEqualTo("/platform/v1/sessions")), status(204));
        serve(delete(urlPathMatching("/platform/v1/payment-methods/[^/]+")), status(204));
        serve(get(urlPathEqualTo("/platform/v1/payment-methods")), okJson("{\"data\": " + methods() + "}"));
        serve(
                post(urlPathEqualTo("/platform/v1/quotes/buy")),
                okJson("{\"data\": " + example("POST /v1/quotes", "executable").path("quote") + "}"));
        serve(
                get(urlPathEqualTo("/platform/v1/transactions")),
                page(example("GET /v1/transactions", "lastPage"), "transactions"));
        serve(
                get(urlPathMatching("/platform/v1/transactions/[^/]+")),
                okJson("{\"data\": " + example("GET /v1/transactions/{id}", "declined") + "}"));
        serve(
                get(urlPathMatching("/platform/v1/customers/ext/[^/]+")),
                page(example("GET /v1/customers/me", "collecting"), "customers"));
        String customer = example("POST /v1/customers/me/files", "verifying").toString();
        serve(patch(urlPathMatching("/platform/v1/customers/[^/]+/kyc")), okJson("{\"data\": " + customer + "}"));
        serve(post(urlPathMatching("/platform/v1/customers/[^/]+/files")), okJson("{\"data\": " + customer + "}"));
        serve(
                post(urlPathMatching("/platform/v1/customers/[^/]+/files/upload-url")),
                okJson("{\"data\": "
                        + example("POST /v1/customers/me/files/upload-url", "url")
                                .path("upload") + "}"));
        serve(
                post(urlPathEqualTo("/platform/v1/customers/export")),
                okJson("{\"data\": " + example("POST /v1/customers/export", "verified") + "}"));
        serve(get(urlPathEqualTo("/platform/v1/assets")), page(example("GET /v1/assets", "page"), "assets"));
    }

    private void serve(MappingBuilder request, ResponseDefinitionBuilder answer) {
        server.stubFor(request.atPriority(LAST).willReturn(answer.withHeader("X-Request-Id", "req-2b1c7e")));
    }

    private void serveToToken(String token, ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl())
                .atPriority(FIRST)
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(answer.withHeader("X-Request-Id", "req-2b1c7e")));
    }

    private static String methods() {
        StringBuilder configs = new StringBuilder();
        StringBuilder stored = new StringBuilder();
        example("GET /v1/payment-methods", "methods").path("methods").forEach(offered -> {
            StringBuilder list = offered.path("kind").asText().equals("config") ? configs : stored;
            list.append(list.isEmpty() ? "" : ",").append(offered.path("method"));
        });
        return "{\"paymentMethodConfigs\": [" + configs + "], \"paymentMethods\": [" + stored + "]}";
    }

    private static ResponseDefinitionBuilder page(JsonNode example, String list) {
        String pageInfo = example.has("pageInfo") ? ", \"pageInfo\": " + example.path("pageInfo") : "";
        return okJson("{\"data\": " + example.path(list) + pageInfo + "}");
    }

    private static JsonNode example(String operation, String name) {
        return OwnDocument.get().operations().stream()
                .filter(one -> one.name().equals(operation))
                .map(one -> one.node()
                        .at("/responses/200/content/application~1json/examples")
                        .path(name)
                        .path("value"))
                .findFirst()
                .orElseThrow();
    }
}
