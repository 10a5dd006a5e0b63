package io.moonconnect.badinput;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** A customer's access token is forwarded only if it can be one. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadAccessTokenTest extends OutsideTest {

    private static final List<String> CALLS = List.of(
            "GET /v1/payment-methods",
            "DELETE /v1/payment-methods/x",
            "GET /v1/transactions",
            "GET /v1/transactions/x",
            "POST /v1/quotes",
            "POST /v1/quotes/compare");

    private static final List<String> BAD = List.of(
            "",
            "a b",
            "Bearer planted",
            "plan\"ted",
            "planted,planted",
            "planted=planted",
            "planté",
            "planted;",
            "=",
            "plan\tted",
            "planted" + "a".repeat(8 * 1024));

    static Stream<String[]> bad() {
        return CALLS.stream().flatMap(call -> BAD.stream().map(token -> new String[] {call, token}));
    }

    static Stream<String> calls() {
        return CALLS.stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void none(String call) {
        send(call, "X-Nothing: x").violates(TOKEN);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void one_that_is_malformed_or_too_long(String call, String token) {
        send(call, TOKEN + ": " + token).violates(TOKEN).neverSays("plant");
    }

    private static ProblemAnswer send(String call, String header) {
        String[] parts = call.split(" ");
        return ProblemAnswer.of(
                RawHttp.send(parts[0], parts[1], header, "Content-Type: application/json", "Content-Length: 0"));
    }
}
