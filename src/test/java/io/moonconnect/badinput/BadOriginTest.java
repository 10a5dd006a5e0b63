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

import static org.assertj.core.api.Assertions.assertThat;

/** By default no origin may call, not even the service's own host, since any name can resolve to it. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class BadOriginTest extends OutsideTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example", "http://localhost", "https://localhost", "null"})
    void no_origin_is_allowed_by_default(String origin) {
        for (String request : new String[] {"GET /v1/disclosures", "GET /v1/assets", "DELETE /v1/sessions"}) {
            String[] parts = request.split(" ");
            assertRefused(RawHttp.send(parts[0], parts[1], "Origin: " + origin));
        }
        assertRefused(
                RawHttp.send("OPTIONS", "/v1/sessions", "Origin: " + origin, "Access-Control-Request-Method: POST"));
    }

    private static void assertRefused(RawHttp.Reply reply) {
        ProblemAnswer.of(reply).is(ProblemType.FORBIDDEN);
        assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }
}
