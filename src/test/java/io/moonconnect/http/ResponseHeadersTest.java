package io.moonconnect.http;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every response has security and cache headers, and none reveals the software. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class ResponseHeadersTest {

    private static final Map<String, String> EXPECTED = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Strict-Transport-Security", "max-age=31536000",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Frame-Options", "DENY");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET     | /v1/disclosures   | X-Nothing: x                  | 200",
                "HEAD    | /v1/disclosures   | X-Nothing: x                  | 200",
                "GET     | /v1/assets        | X-Nothing: x                  | 200",
                "DELETE  | /v1/sessions?externalCustomerId=c | X-Nothing: x | 204",
                "OPTIONS | /v1/sessions      | X-Nothing: x                  | 200",
                "GET     | /nowhere          | X-Nothing: x                  | 404",
                "GET     | /v1/disclosures/x | X-Nothing: x                  | 404",
                "PUT     | /v1/quotes        | X-Nothing: x                  | 405",
                "GET     | /v1/assets        | Accept: text/html             | 406",
                "POST    | /v1/quotes        | Content-Length: 99999         | 413",
                "POST    | /v1/sessions      | Content-Type: text/plain      | 415",
                "GET     | /v1//assets       | X-Nothing: x                  | 400",
                "GET     | /v1/transactions  | X-Nothing: x                  | 400",
                "GET     | /v1/assets        | Authorization: ApiKey planted | 401",
                "GET     | /v1/assets        | Origin: https://evil.example  | 403",
                "GET     | /v1/assets        | Host: again                   | 400"
            })
    void they_are_in_good_answers_and_in_refusals(String method, String path, String header, int status) {
        RawHttp.Reply reply = RawHttp.send(method, path, header);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers()).containsAllEntriesOf(EXPECTED);
        assertThat(reply.headers().keySet()).doesNotContain("Server", "X-Powered-By", "Via");
    }

    @Test
    void they_are_in_a_refusal_before_any_filter() {
        RawHttp.Reply reply = RawHttp.exchange("GET /v1/assets HTTP/1.1\r\n\r\n".getBytes());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers()).containsAllEntriesOf(EXPECTED);
    }

    static Stream<String> noRequests() {
        return Stream.of(
                "planted\r\n\r\n",
                RawHttp.head("GET", "/v1/assets", "X Bad: a"),
                RawHttp.head("GET", "/" + "a".repeat(10_000)),
                RawHttp.head("GET", "/v1/assets", "X-Long: " + "a".repeat(30_000)),
                RawHttp.head("POST", "/v1/sessions", "Transfer-Encoding: chunked") + "planted\r\n");
    }

    @ParameterizedTest
    @MethodSource("noRequests")
    void they_are_in_a_refusal_of_what_is_no_request(String bytes) {
        RawHttp.Reply reply = RawHttp.exchange(bytes.getBytes());

        assertThat(reply.status()).as(reply.body()).isBetween(400, 431);
        assertThat(reply.headers()).containsAllEntriesOf(EXPECTED);
    }

    @Test
    void they_are_in_the_answer_to_a_fault_of_moonpays(SimulatorControl moonPay) {
        moonPay.status("createSession", 500);
        String head = RawHttp.head("POST", "/v1/sessions", "Content-Type: application/json", "Content-Length: 26");

        RawHttp.Reply reply = RawHttp.exchange((head + "{\"externalCustomerId\":\"c\"}").getBytes());

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.headers()).containsAllEntriesOf(EXPECTED);
    }

    /** Its scripts would not run under the policy of the API; it is there in dev and test only. */
    @Test
    void swagger_ui_may_run_its_scripts() {
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", (String) null)
                .header("X-Content-Type-Options", "nosniff");
    }
}
