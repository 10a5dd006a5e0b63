package io.moonconnect.badinput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Paths that are not there, and methods that they do not take. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadMethodTest extends OutsideTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v2/sessions",
                "/V1/assets",
                "/v1/session",
                "/v1/sessions/x",
                "/v1/customers",
                "/v1/customers/x",
                "/v1/assets/x",
                "/v1/transactions/x/y",
                "/platform/v1/sessions",
                "/simulator",
                "/q",
                "/q/health",
                "/q/metrics",
                "/q/dev-ui-not",
                "/index.html",
                "/robots.txt"
            })
    void an_unknown_path(String path) {
        ProblemAnswer.of(RawHttp.send("GET", path)).is(ProblemType.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /v1/sessions | DELETE, POST",
                "PUT | /v1/sessions | DELETE, POST",
                "PATCH | /v1/sessions | DELETE, POST",
                "TRACE | /v1/sessions | DELETE, POST",
                "CONNECT | /v1/sessions | DELETE, POST",
                "BREW | /v1/sessions | DELETE, POST",
                "post | /v1/sessions | DELETE, POST",
                "GET | /v1/quotes | POST",
                "GET | /v1/quotes/compare | POST",
                "POST | /v1/payment-methods | GET, HEAD",
                "GET | /v1/payment-methods/x | DELETE",
                "POST | /v1/transactions | GET, HEAD",
                "DELETE | /v1/transactions/x | GET, HEAD",
                "POST | /v1/customers/me | GET, HEAD",
                "PUT | /v1/customers/me/kyc | PATCH",
                "PATCH | /v1/customers/me/files | POST",
                "GET | /v1/customers/me/files/upload-url | POST",
                "GET | /v1/customers/export | POST",
                "DELETE | /v1/assets | GET, HEAD",
            })
    void a_method_that_the_path_does_not_take(String method, String path, String allowed) {
        ProblemAnswer answer = ProblemAnswer.of(RawHttp.send(method, path)).is(ProblemType.METHOD_NOT_ALLOWED);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void head_where_get_is_not() {
        RawHttp.Reply reply = RawHttp.send("HEAD", "/v1/sessions");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("X-Request-Id")).isNotBlank();
    }

    @Test
    void options_says_what_a_path_takes() {
        RawHttp.Reply reply = RawHttp.send("OPTIONS", "/v1/sessions");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Allow").split(", ")).contains("POST", "DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "v1/sessions"})
    void a_target_that_is_no_path(String target) {
        ProblemAnswer.of(RawHttp.send("OPTIONS", target)).is(ProblemType.NOT_FOUND);
    }

    @Test
    void a_request_without_a_host() {
        ProblemAnswer.of(RawHttp.exchange("GET /v1/assets HTTP/1.1\r\n\r\n".getBytes()))
                .violates("request");
    }
}
