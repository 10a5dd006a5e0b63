package io.moonconnect.connection;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** What is taken, and what is refused with a violation per field. */
@QuarkusTest
class RequirementsRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"active\"",
                "1",
                "{",
                "{\"status\":\"active\"",
                "{\"status\":\"active\"}}",
                "{\"status\":\"active\"}{}",
                "{\"status\":\"active\",}",
                "{'status':'active'}",
                "{\"status\":\"active\",\"capabilities\":{\"a\":01}}",
                "{\"status\":\"active\",\"capabilities\":NaN}",
                "nonsense",
                "   "
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        refused(Asked.with(body), "body")
                .body("violations.message", contains("is not a JSON object of the expected shape"));
    }

    @Test
    void anEmptyBodyIsRefused() {
        refused(given().contentType("application/json").post(Asked.PATH).then(), "body");
    }

    @Test
    void nestingThatIsTooDeepIsRefused() {
        refused(Asked.withCapabilities("[".repeat(300) + "]".repeat(300)), "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void anyEncodingButUtf8IsRefused(String charset) {
        refused(Asked.with("{\"status\":\"active\",\"capabilities\":{}}".getBytes(Charset.forName(charset))), "body");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        refused(Asked.with("{\"status\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1)), "body");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                      | status             | is required",
                "{\"status\":null}                                       | status             | is required",
                "{\"status\":7}                                          | status             | must be a string",
                "{\"status\":[\"active\"]}                               | status             | must be a string",
                "{\"status\":\"\"}                                       | status             | must be 1 to 64 characters",
                "{\"status\":\"active\",\"status\":\"active\"}           | status             | is duplicated",
                "{\"status\":\"active\",\"reason\":{}}                   | reason             | must be a string",
                "{\"status\":\"active\",\"locale\":1}                    | locale             | must be a string",
                "{\"status\":\"active\",\"capabilities\":{},\"capabilities\":{}} | capabilities | is duplicated",
                "{\"status\":\"active\",\"paymentDisclosures\":[],\"paymentDisclosures\":[]} | paymentDisclosures | is duplicated",
                "{\"status\":\"active\",\"customer\":{\"id\":\"1\"}}     | customer           | is unknown",
                "{\"status\":\"active\",\"a b<script>\":1}               | body               | is unknown"
            })
    void aFieldThatIsWrongIsNamed(String body, String field, String message) {
        refused(Asked.with(body), field).body("violations.message", contains(message));
    }

    @Test
    void everyFieldThatIsWrongIsNamedInOneAnswer() {
        Asked.with("{\"reason\":1,\"locale\":2,\"more\":3}")
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("reason", "locale", "more", "status"));
    }

    @Test
    void aStatusIsTakenUpTo64Characters() {
        Asked.with("{\"status\":\"" + "s".repeat(64) + "\"}").statusCode(200).body("recognised", is(false));
    }

    @Test
    void aStatusThatIsTooLongIsRefused() {
        refused(Asked.with("{\"status\":\"" + "s".repeat(65) + "\"}"), "status");
    }

    @Test
    void aLocaleThatIsNoLanguageTagIsRefused() {
        refused(Asked.with("{\"status\":\"active\",\"locale\":\"en_US\"}"), "locale");
    }

    @Test
    void manyUnknownFieldsGetABoundedAnswer() {
        StringBuilder body = new StringBuilder("{\"status\":\"active\"");
        for (int i = 0; i < 2000; i++) {
            body.append(",\"f").append(i).append("\":1");
        }

        Asked.with(body.append("}").toString()).statusCode(400).body("violations", hasSize(20));
    }

    @Test
    void whatMayBeAbsentMayBeNull() {
        Asked.with(
                        "{\"status\":\"pending\",\"reason\":null,\"locale\":null,\"capabilities\":null,\"paymentDisclosures\":null}")
                .statusCode(200)
                .body("disclosureRequired", is(false));
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().contentType("text/plain")
                .body("{\"status\":\"active\"}")
                .post(Asked.PATH)
                .then()
                .statusCode(415)
                .body("type", equalTo("https://moonconnect.io/problems/unsupported-media-type"));
    }

    @Test
    void anotherMethodIsRefused() {
        given().get(Asked.PATH)
                .then()
                .statusCode(405)
                .body("type", equalTo("https://moonconnect.io/problems/method-not-allowed"));
    }

    private static ValidatableResponse refused(ValidatableResponse answer, String field) {
        return answer.statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://moonconnect.io/problems/invalid-request"))
                .body("violations.field", contains(field));
    }
}
