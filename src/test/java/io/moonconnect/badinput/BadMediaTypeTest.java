package io.moonconnect.badinput;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Bodies are application/json in both directions, and nothing else. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadMediaTypeTest extends OutsideTest {

    private static final String[] POSTS = {
        "/v1/sessions",
        "/v1/quotes",
        "/v1/quotes/compare",
        "/v1/connections/requirements",
        "/v1/customers/me/files",
        "/v1/customers/me/files/upload-url",
        "/v1/customers/export"
    };
    private static final String[] GETS = {
        "/v1/assets",
        "/v1/payment-methods",
        "/v1/transactions",
        "/v1/transactions/x",
        "/v1/customers/me?externalCustomerId=c"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain",
                "Content-Type: text/json",
                "Content-Type: application/xml",
                "Content-Type: */*",
                "Content-Type: application/*",
                "Content-Type: application/vnd.api+json",
                "Content-Type: application/jsonx",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: garbage",
                "Content-Type: ;",
                "Content-Type:",
                "X-No-Content-Type: x"
            })
    void a_body_of_another_media_type_or_of_none(String header) {
        for (String path : POSTS) {
            String request = RawHttp.head("POST", path, header, TOKEN + ": " + A_TOKEN, "Content-Length: 2") + "{}";
            ProblemAnswer.of(RawHttp.exchange(request.getBytes())).is(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        String patch = RawHttp.head("PATCH", "/v1/customers/me/kyc", header, "Content-Length: 2") + "{}";
        ProblemAnswer.of(RawHttp.exchange(patch.getBytes())).is(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml",
                "text/event-stream",
                "image/*",
                "garbage",
                ";;",
                "application/jsonx"
            })
    void an_answer_in_another_media_type(String accept) {
        for (String path : GETS) {
            ProblemAnswer.of(RawHttp.send("GET", path, "Accept: " + accept, TOKEN + ": " + A_TOKEN))
                    .is(ProblemType.NOT_ACCEPTABLE);
        }
        for (String path : new String[] {"/v1/sessions", "/v1/quotes", "/v1/quotes/compare"}) {
            String[] headers = {
                "Accept: " + accept, TOKEN + ": " + A_TOKEN, "Content-Type: application/json", "Content-Length: 2"
            };
            ProblemAnswer.of(RawHttp.exchange((RawHttp.head("POST", path, headers) + "{}").getBytes()))
                    .is(ProblemType.NOT_ACCEPTABLE);
        }
    }
}
