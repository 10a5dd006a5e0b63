package io.moonconnect.badinput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies are not compressed: a content coding other than identity is refused, even where the body is plain JSON. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadContentCodingTest extends OutsideTest {

    private static final String REQUIREMENTS = "/v1/connections/requirements";
    private static final String[] POSTS = {
        "/v1/sessions", "/v1/quotes", "/v1/quotes/compare", "/v1/quotes/stream", REQUIREMENTS, "/v1/webhooks/moonpay"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: gzip",
                "Content-Encoding: x-gzip",
                "content-encoding: GZIP",
                "Content-Encoding: br",
                "Content-Encoding: deflate",
                "Content-Encoding: zstd",
                "Content-Encoding: made-up",
                "Content-Encoding: *",
                "Content-Encoding: identity, gzip",
                "Content-Encoding: gzip, identity",
                "Content-Encoding: identity\r\nContent-Encoding: br"
            })
    void a_coded_body(String header) {
        for (String path : POSTS) {
            ProblemAnswer answer = ProblemAnswer.of(coded(path, header)).is(ProblemType.UNSUPPORTED_MEDIA_TYPE);
            assertThat(answer.header("Accept-Encoding")).as(path).isEqualTo("identity");
            assertThat(answer.detail()).as(path).contains("Content-Encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: identity",
                "Content-Encoding: Identity",
                "Content-Encoding: identity, identity",
                "Content-Encoding:",
                "Content-Encoding: ,",
                "X-No-Content-Encoding: x"
            })
    void a_body_that_is_not_coded_is_accepted(String header) {
        assertThat(coded(REQUIREMENTS, header).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_media_type_says_nothing_of_the_coding() {
        RawHttp.Reply reply = RawHttp.send("POST", REQUIREMENTS, "Content-Type: text/plain", "Content-Length: 0");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.header("Accept-Encoding")).isNull();
    }

    @Test
    void a_request_without_a_body_may_name_any_coding() {
        assertThat(RawHttp.send("GET", "/v1/disclosures", "Content-Encoding: gzip")
                        .status())
                .isEqualTo(200);
    }

    private static RawHttp.Reply coded(String path, String header) {
        String body = "{\"status\":\"pending\"}";
        String[] lines = {
            header, "Content-Type: application/json", TOKEN + ": " + A_TOKEN, "Content-Length: " + body.length()
        };
        return RawHttp.exchange((RawHttp.head("POST", path, lines) + body).getBytes());
    }
}
