package io.moonconnect.contract;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The check of answers against the OpenAPI document lets good ones pass, and fails on everything else. */
class OwnContractTest {

    private static final String JSON = "application/json;charset=UTF-8";
    private static final String PROBLEM = "application/problem+json";
    private static final String SESSION = """
            {"sessionToken": "abc", "expiresAt": "2026-11-21T09:15:03.123Z", "mode": "test"}""";

    @Test
    void a_good_answer_passes() {
        assertThatCode(() -> OwnContract.assertAnswer("POST", "/v1/sessions", 201, JSON, SESSION))
                .doesNotThrowAnyException();
        assertThatCode(() -> OwnContract.assertAnswer("DELETE", "/v1/payment-methods/pm_1", 204, null, ""))
                .doesNotThrowAnyException();
        assertThatCode(() -> OwnContract.assertAnswer("GET", "/v1/transactions/t-1", 401, PROBLEM, problem(401)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"sessionToken\": \"abc\", \"expiresAt\": \"2026-11-21T09:15:03.123Z\"}",
                "{\"sessionToken\": \"abc\", \"expiresAt\": \"tomorrow\", \"mode\": \"test\"}",
                "{\"sessionToken\": \"abc\", \"expiresAt\": \"2026-11-21T09:15:03.123Z\", \"mode\": \"demo\"}",
                "{\"sessionToken\": \"abc\", \"expiresAt\": \"2026-11-21T09:15:03.123Z\", \"mode\": \"test\", \"x\": 1}",
                "{\"sessionToken\": 1, \"expiresAt\": \"2026-11-21T09:15:03.123Z\", \"mode\": \"test\"}"
            })
    void a_body_that_does_not_follow_its_schema_fails(String body) {
        assertFails("POST", "/v1/sessions", 201, JSON, body, "follows the schema");
    }

    @Test
    void a_missing_or_surplus_body_fails() {
        assertFails("POST", "/v1/sessions", 201, JSON, "", "follows the schema");
        assertFails("DELETE", "/v1/sessions", 204, JSON, "{}", "without a body");
        assertFails("POST", "/v1/sessions", 201, JSON, SESSION + " x", "not JSON");
    }

    @Test
    void an_undocumented_status_fails() {
        assertFails("POST", "/v1/sessions", 200, JSON, SESSION, "the document has that status");
        assertFails("GET", "/v1/disclosures", 502, PROBLEM, problem(502), "the document has that status");
    }

    @Test
    void an_undocumented_media_type_fails() {
        assertFails("POST", "/v1/sessions", 201, "text/plain", SESSION, "its media type text/plain");
        assertFails("POST", "/v1/sessions", 201, null, SESSION, "with a media type");
        assertFails("GET", "/v1/assets", 401, JSON, problem(401), "its media type application/json");
    }

    @Test
    void a_problem_that_the_answer_does_not_have_fails() {
        assertFails("GET", "/v1/assets", 400, PROBLEM, problem(400), "its problem type");
        assertFails("GET", "/v1/assets", 401, PROBLEM, problem(403), "its problem says so");
    }

    @Test
    void an_unknown_operation_may_only_be_answered_by_404_or_405() {
        String notFound = problem(404).replace("unauthenticated", "not-found");
        String notAllowed = problem(405).replace("unauthenticated", "method-not-allowed");

        assertThatCode(() -> OwnContract.assertAnswer("GET", "/v1/nothing", 404, PROBLEM, notFound))
                .doesNotThrowAnyException();
        assertThatCode(() -> OwnContract.assertAnswer("PUT", "/v1/assets", 405, PROBLEM, notAllowed))
                .doesNotThrowAnyException();
        assertFails("GET", "/v1/nothing", 200, JSON, "{}", "no such operation");
        assertFails("PUT", "/v1/assets", 404, PROBLEM, notFound, "no such operation");
    }

    @Test
    void open_objects_of_moonpays_pass_with_whatever_is_in_them() {
        String quote = """
                {"source": {"amount": "1.10", "x": 1e400}, "destination": {"amount": "1"}, "news": [1.10],
                 "expiresAt": "2026-11-20T09:20:00.000Z", "paymentMethod": {"type": "brand_new"}}""";

        assertThatCode(() -> OwnContract.assertAnswer(
                        "POST",
                        "/v1/quotes",
                        200,
                        JSON,
                        "{\"quote\": " + quote + ", \"disclosures\": [], \"expiresInMs\": 1, \"refreshInMs\": 0}"))
                .doesNotThrowAnyException();
    }

    @Test
    void headers_are_checked_too() {
        assertThatCode(() -> OwnContract.assertHeaders("GET", "/v1/assets", 200, headers()))
                .doesNotThrowAnyException();
        assertHeadersFail(200, Map.of("Cache-Control", "no-store"), "with X-Request-Id");
        assertHeadersFail(200, Map.of("X-Request-Id", "r 1", "Cache-Control", "no-store"), "X-Request-Id follows");
        assertHeadersFail(200, Map.of("X-Request-Id", "r-1", "Cache-Control", "private"), "Cache-Control follows");
        assertHeadersFail(200, headers("Retry-After", "1"), "does not have its Retry-After");
        assertHeadersFail(503, headers("Retry-After", "0"), "Retry-After follows");
        assertHeadersFail(503, headers("retry-after", "soon"), "Retry-After follows");
    }

    private static void assertFails(
            String method, String path, int status, String contentType, String body, String because) {
        assertThatThrownBy(() -> OwnContract.assertAnswer(method, path, status, contentType, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    private static void assertHeadersFail(int status, Map<String, String> headers, String because) {
        assertThatThrownBy(() -> OwnContract.assertHeaders("GET", "/v1/assets", status, headers))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    private static Map<String, String> headers() {
        return Map.of("x-request-id", "r-1", "Cache-Control", "no-store", "Vary", "Origin");
    }

    private static Map<String, String> headers(String name, String value) {
        return Map.of("X-Request-Id", "r-1", "Cache-Control", "no-store", name, value);
    }

    private static String problem(int status) {
        return """
                {"type": "https://moonconnect.io/problems/unauthenticated", "title": "t", "status": %d, "detail": "d",
                 "instance": "/v1/x", "requestId": "r-1", "retryable": false}""".formatted(status);
    }
}
