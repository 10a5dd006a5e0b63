package io.moonconnect.badinput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.Metrics;
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
    void headers_that_are_too_long_are_told_the_limit() {
        double before = Metrics.refused(431, "head_length");
        RawHttp.Reply reply = RawHttp.send("GET", "/v1/assets", "X-Long: planted" + "a".repeat(30_000));
        ProblemAnswer.of(reply).is(ProblemType.INVALID_REQUEST, 431).neverSays("planted");
        assertThat(reply.body()).contains("must have at most 28672 bytes together");
        assertThat(Metrics.refused(431, "head_length")).isEqualTo(before + 1);
    }

    @Test
    void a_target_that_is_too_long_is_told_the_limit() {
        double before = Metrics.refused(414, "target_length");
        RawHttp.Reply reply = RawHttp.send("GET", "/planted" + "a".repeat(10_000));
        ProblemAnswer.of(reply).is(ProblemType.INVALID_REQUEST, 414).neverSays("planted");
        assertThat(reply.body()).contains("at most 4096 bytes");
        assertThat(Metrics.refused(414, "target_length")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Bad: a\u0000b", "X-Bad: a\u000bb", "X Bad: a"})
    void a_header_that_is_none(String line) {
        ProblemAnswer.of(RawHttp.send("GET", "/v1/assets", line)).violates("request");
    }

    @Test
    void what_is_not_http() {
        ProblemAnswer.of(RawHttp.exchange("planted\r\n\r\n".getBytes()))
                .violates("request")
                .neverSays("planted");
    }

    @Test
    void problems_are_kept_out_of_caches() {
        assertThat(RawHttp.send("GET", "/nowhere").header("Cache-Control")).isEqualTo("no-store");
    }
}
