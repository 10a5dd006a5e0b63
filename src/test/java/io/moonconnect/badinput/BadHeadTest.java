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

/** Heads with repeated headers, or that a proxy may parse differently. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadHeadTest extends OutsideTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization        | ApiKey planted1  | ApiKey planted2",
                "authorization        | ApiKey planted   | ApiKey planted",
                "MoonPay-Access-Token | planted1         | planted2",
                "Content-Type         | application/json | application/json",
            })
    void a_header_that_can_be_true_only_once(String name, String one, String other) {
        RawHttp.Reply reply = RawHttp.send("POST", "/v1/sessions", name + ": " + one, name + ": " + other);
        ProblemAnswer.of(reply).is(ProblemType.INVALID_REQUEST).neverSays("planted");
        assertThat(reply.body()).containsIgnoringCase("\"field\":\"" + name + "\"");
    }

    @Test
    void two_hosts() {
        ProblemAnswer.of(RawHttp.send("GET", "/v1/assets", "Host: planted")).violates("Host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost/planted",
                "user@localhost",
                "a b",
                "localhost:99999",
                "localhost:abc",
                "localhost?planted",
                "localhost#planted"
            })
    void a_host_that_is_none(String host) {
        ProblemAnswer.of(RawHttp.exchange(("GET /v1/assets HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes()))
                .violates("request")
                .neverSays("planted");
    }

    @Test
    void as_many_headers_as_others_take_and_no_more() {
        // Host is the first one.
        assertThat(RawHttp.send("GET", "/nowhere", "a: b\r\n".repeat(98) + "a: b")
                        .status())
                .isEqualTo(404);
        ProblemAnswer.of(RawHttp.send("GET", "/v1/assets", "a: b\r\n".repeat(99) + "a: b"))
                .violates("headers");
    }

    @Test
    void a_header_without_a_name() {
        ProblemAnswer.of(RawHttp.send("GET", "/v1/assets", ": planted"))
                .violates("headers")
                .neverSays("planted");
    }

    /** RFC 9112 has servers take this form; nothing that we do follows from the host in it. */
    @ParameterizedTest
    @ValueSource(strings = {"http://planted.example/nowhere", "https://planted@planted.example:1/nowhere"})
    void a_target_with_a_host_is_its_path(String target) {
        ProblemAnswer answer = ProblemAnswer.of(RawHttp.send("GET", target)).is(ProblemType.NOT_FOUND);
        assertThat(answer.instance()).isEqualTo("/nowhere");
    }

    @Test
    void an_absolute_target_cannot_contain_dot_segments() {
        ProblemAnswer.of(RawHttp.send("GET", "http://planted.example/v1/../v1/assets"))
                .violates("path");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, planted.example:443, 404",
        "CONNECT, /v1/assets, 405",
        "TRACE, /v1/assets, 405",
        "GET, /nowhere#planted, 404"
    })
    void tunnels_and_traces_are_rejected_without_an_echo(String method, String target, int status) {
        RawHttp.Reply reply = RawHttp.send(method, target, "Cookie: planted");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).doesNotContain("Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void a_method_is_not_overridden(String header) {
        ProblemAnswer.of(RawHttp.send("POST", "/v1/assets", header + ": GET")).is(ProblemType.METHOD_NOT_ALLOWED);
        ProblemAnswer.of(RawHttp.send("GET", "/v1/sessions?externalCustomerId=c", header + ": DELETE"))
                .is(ProblemType.METHOD_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Uri"})
    void a_path_is_not_overridden(String header) {
        ProblemAnswer.of(RawHttp.send("GET", "/nowhere", header + ": /v1/assets"))
                .is(ProblemType.NOT_FOUND);
    }

    @Test
    void websockets_are_not_supported() {
        RawHttp.Reply reply = RawHttp.send(
                "GET",
                "/nowhere",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13");
        ProblemAnswer.of(reply).is(ProblemType.NOT_FOUND);
    }
}
