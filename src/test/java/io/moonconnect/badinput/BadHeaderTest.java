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

/** Request ids that are sane and insane, and headers that no client sends. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadHeaderTest extends OutsideTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "req-1._A", "0af7651916cd43dd8448eb211c80319c"})
    void a_valid_request_id_is_kept(String id) {
        ProblemAnswer answer = ProblemAnswer.of(RawHttp.send("GET", "/nowhere", "X-Request-Id: " + id))
                .is(ProblemType.NOT_FOUND);
        assertThat(answer.header("X-Request-Id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "planted id", "<planted>", "planted\"", "plänted", "planted,planted", "planted:planted"})
    void an_invalid_request_id_is_replaced(String id) {
        ProblemAnswer answer = ProblemAnswer.of(RawHttp.send("GET", "/nowhere", "X-Request-Id: " + id))
                .is(ProblemType.NOT_FOUND);
        assertThat(answer.header("X-Request-Id")).isNotBlank().doesNotContain("plant");
    }

    @Test
    void a_too_long_request_id_is_replaced() {
        String id = "a".repeat(129);
        ProblemAnswer answer = ProblemAnswer.of(RawHttp.send("GET", "/nowhere", "X-Request-Id: " + id))
                .is(ProblemType.NOT_FOUND);
        assertThat(answer.header("X-Request-Id")).isNotEqualTo(id);
    }

    @Test
    void headers_that_are_too_long_end_in_the_server_itself() {
        RawHttp.Reply reply = RawHttp.send("GET", "/v1/assets", "X-Long: " + "a".repeat(30_000));
        assertThat(reply.status()).isEqualTo(431);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void a_target_that_is_too_long_ends_in_the_server_itself() {
        RawHttp.Reply reply = RawHttp.send("GET", "/" + "a".repeat(10_000));
        assertThat(reply.status()).isEqualTo(414);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Bad: a\u0000b", "X-Bad: a\u000bb", "X Bad: a"})
    void a_header_that_is_none_ends_in_the_server_itself(String line) {
        RawHttp.Reply reply = RawHttp.send("GET", "/v1/assets", line);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void what_is_not_http_ends_in_the_server_itself() {
        RawHttp.Reply reply = RawHttp.exchange("planted\r\n\r\n".getBytes());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void problems_are_kept_out_of_caches() {
        assertThat(RawHttp.send("GET", "/nowhere").header("Cache-Control")).isEqualTo("no-store");
    }
}
