package io.moonconnect.problem;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Every failure of MoonPay, and the problem type that callers get for it. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
class ProblemTableTest {

    private static final String QUOTE = "getBuyQuote";
    private static final String SESSION = "createSession";
    private static final String PLANTED = "planted-upstream-secret";

    /** Rows that MoonPay's behaviour leads to. The others are provoked by what callers send, or not yet at all. */
    private static final Set<ProblemType> MOONPAY = EnumSet.of(
            ProblemType.MOONPAY_TOKEN_REJECTED,
            ProblemType.NOT_FOUND,
            ProblemType.MOONPAY_REJECTED,
            ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED,
            ProblemType.MOONPAY_UNAVAILABLE,
            ProblemType.MOONPAY_BUSY,
            ProblemType.MOONPAY_TIMEOUT);

    /** Provoked in {@code BackendCallerTest}, {@code InboundLimitTest} and in the tests of {@code badinput}. */
    private static final Set<ProblemType> CALLERS_DOING = EnumSet.of(
            ProblemType.DISCLOSURE_UNKNOWN,
            ProblemType.INVALID_REQUEST,
            ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.PAYLOAD_TOO_LARGE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.TOO_MANY_REQUESTS);

    /**
     * Cannot be provoked from outside today: no customer callers (identity provider), any address is
     * taken where the simulator is, more calls than the pool holds, and a known unexpected failure.
     */
    private static final Set<ProblemType> NOT_YET = EnumSet.of(
            ProblemType.AUDIT_UNAVAILABLE,
            ProblemType.IDENTITY_PROVIDER_UNAVAILABLE,
            ProblemType.DEVICE_ADDRESS_UNKNOWN,
            ProblemType.OVERLOADED,
            ProblemType.INTERNAL);

    private SimulatorControl moonPay;

    /** What MoonPay does, what the caller sees, and whether MoonPay answered at all. */
    record Case(String name, SimulatorFault fault, ProblemType type, int status, boolean answered, boolean withKey) {

        static Case quote(String name, SimulatorFault fault, ProblemType type, int status) {
            return new Case(name, fault, type, status, true, false);
        }

        static Case quote(String name, SimulatorFault fault, ProblemType type) {
            return quote(name, fault, type, type.status());
        }

        Case unanswered() {
            return new Case(name, fault, type, status, false, withKey);
        }

        Case withOurKey() {
            return new Case(name, fault, type, status, answered, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.quote("400", status(400), ProblemType.MOONPAY_REJECTED),
                Case.quote("422", status(422), ProblemType.MOONPAY_REJECTED),
                Case.quote("403", status(403), ProblemType.MOONPAY_REJECTED, 403),
                Case.quote("409", status(409), ProblemType.MOONPAY_REJECTED, 409),
                Case.quote("401 to a token", status(401), ProblemType.MOONPAY_TOKEN_REJECTED),
                Case.quote("401 to our key", SimulatorFault.status(SESSION, 401), ProblemType.MOONPAY_UNAVAILABLE)
                        .withOurKey(),
                Case.quote("404 with the envelope", status(404), ProblemType.NOT_FOUND),
                Case.quote(
                        "404 of the router", literal(404, "Cannot POST"), ProblemType.MOONPAY_CAPABILITY_NOT_ENABLED),
                Case.quote("429", status(429), ProblemType.MOONPAY_BUSY),
                Case.quote("429 of a CDN", literal(429, "<html>"), ProblemType.MOONPAY_BUSY),
                Case.quote("500", status(500), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("502", status(502), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("503", status(503), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("504", status(504), ProblemType.MOONPAY_TIMEOUT),
                Case.quote("418", status(418), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("202", literal(202, "{}"), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("301", SimulatorFault.redirect(QUOTE, 301), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("307", SimulatorFault.redirect(QUOTE, 307), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("no JSON", SimulatorFault.malformed(QUOTE), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("empty", literal(200, ""), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("null", literal(200, "null"), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("another shape", literal(200, "{\"data\":[]}"), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote("depth", literal(200, "[".repeat(5000)), ProblemType.MOONPAY_UNAVAILABLE),
                Case.quote(
                                "no session token",
                                literal(SESSION, "{\"sessionToken\":null}"),
                                ProblemType.MOONPAY_UNAVAILABLE)
                        .withOurKey(),
                Case.quote(
                                "JSON that says it is none",
                                literal(SESSION, "{\"sessionToken\":\"st_1\"}")
                                        .headers(Map.of("Content-Type", "text/html")),
                                ProblemType.MOONPAY_UNAVAILABLE)
                        .withOurKey(),
                Case.quote("over the cap", SimulatorFault.oversize(QUOTE, 2 << 20), ProblemType.MOONPAY_UNAVAILABLE)
                        .unanswered(),
                Case.quote("drop", SimulatorFault.drop(QUOTE), ProblemType.MOONPAY_UNAVAILABLE)
                        .unanswered(),
                Case.quote("reset", SimulatorFault.reset(QUOTE), ProblemType.MOONPAY_UNAVAILABLE)
                        .unanswered(),
                Case.quote("truncate", SimulatorFault.truncate(QUOTE), ProblemType.MOONPAY_UNAVAILABLE)
                        .unanswered(),
                Case.quote("hang", SimulatorFault.hang(QUOTE), ProblemType.MOONPAY_TIMEOUT)
                        .unanswered());
    }

    @BeforeEach
    void freshMoonPay() {
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_moonpay_does_is_the_problem_of_its_row(Case row) {
        moonPay.add(row.fault());
        ProblemAnswer answer = (row.withKey() ? session() : quote()).is(row.type(), row.status());
        answer.neverSays(PLANTED, "simulator/1");
        assertThat(answer.instance()).isEqualTo(row.withKey() ? "/v1/sessions" : "/v1/quotes");
        assertThat(answer.header("MoonPay-Request-Id") != null).isEqualTo(row.answered());
        assertThat(answer.header("X-Planted")).isNull();
        assertThat(answer.header("Retry-After") != null).isEqualTo(row.type() == ProblemType.MOONPAY_BUSY);
        assertThat(answer.header("WWW-Authenticate")).isNull();
    }

    @Test
    void every_row_is_provoked_somewhere_or_known_not_to_be() {
        Set<ProblemType> provoked = EnumSet.copyOf(cases().map(Case::type).toList());
        assertThat(provoked).isEqualTo(MOONPAY);
        Set<ProblemType> all = EnumSet.copyOf(MOONPAY);
        all.addAll(CALLERS_DOING);
        all.addAll(NOT_YET);
        assertThat(all).isEqualTo(EnumSet.allOf(ProblemType.class));
    }

    @Test
    void moonpays_retry_after_is_passed_on() {
        moonPay.add(status(429).headers(Map.of("Retry-After", "7")));
        assertThat(quote().is(ProblemType.MOONPAY_BUSY).header("Retry-After")).isEqualTo("7");
    }

    @Test
    void an_excessive_retry_after_is_capped() {
        moonPay.add(status(429).headers(Map.of("Retry-After", "999999")));
        assertThat(quote().is(ProblemType.MOONPAY_BUSY).header("Retry-After")).isEqualTo("3600");
    }

    @Test
    void an_invalid_retry_after_becomes_one_second() {
        moonPay.add(status(429).headers(Map.of("Retry-After", "planted")));
        assertThat(quote().is(ProblemType.MOONPAY_BUSY).header("Retry-After")).isEqualTo("1");
    }

    @Test
    void moonpays_words_are_passed_on_without_control_characters_and_in_short() {
        String words =
                "{\"code\":400,\"type\":\"Bad\",\"message\":\"Too\\u0000 small\\r\\n\\u001b[1m\\u0085\\u202e\\u2028\\ud800 "
                        + "w".repeat(5000) + "\"}";
        moonPay.add(literal(400, words));
        String detail = quote().is(ProblemType.MOONPAY_REJECTED).detail();
        assertThat(detail)
                .startsWith("Too")
                .contains("small")
                .hasSizeLessThanOrEqualTo(300)
                .endsWith("w…");
        assertThat(detail.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.FORMAT)
                .noneMatch(c -> c == 0x2028 || c >= 0xd800 && c <= 0xdfff);
    }

    @Test
    void undecodable_text_of_moonpay_is_not_an_internal_error() {
        moonPay.add(literal(SESSION, "{\"sessionToken\":\"a\\ud800b\"}"));
        assertThat(sessionStatus()).isNotEqualTo(500);
    }

    @Test
    void a_request_id_of_moonpays_that_no_header_takes_is_dropped() {
        moonPay.add(status(400).headers(Map.of("X-Request-Id", "planted id")));
        assertThat(quote().is(ProblemType.MOONPAY_REJECTED).header("MoonPay-Request-Id"))
                .isNull();
    }

    private static SimulatorFault status(int status) {
        return SimulatorFault.status(QUOTE, status).headers(Map.of("X-Planted", PLANTED, "Server", "simulator/1"));
    }

    private static SimulatorFault literal(int status, String body) {
        return SimulatorFault.literal(QUOTE, status, body.getBytes(StandardCharsets.UTF_8))
                .headers(Map.of("X-Planted", PLANTED));
    }

    private static SimulatorFault literal(String operation, String body) {
        return SimulatorFault.literal(operation, 200, body.getBytes(StandardCharsets.UTF_8));
    }

    private ProblemAnswer quote() {
        RequestSpecification request = given().header("MoonPay-Access-Token", moonPay.accessToken("cust-1"))
                .contentType("application/json")
                .body("{\"source\":{\"asset\":{\"code\":\"EUR\"},\"amount\":\"120.00\"},"
                        + "\"destination\":{\"asset\":{\"code\":\"BTC\"}}}");
        return ProblemAnswer.of(request.when().post("/v1/quotes"));
    }

    private static ProblemAnswer session() {
        return ProblemAnswer.of(sessionRequest().when().post("/v1/sessions"));
    }

    private static int sessionStatus() {
        return sessionRequest().when().post("/v1/sessions").statusCode();
    }

    private static RequestSpecification sessionRequest() {
        return given().contentType("application/json").body("{\"externalCustomerId\":\"cust-1\"}");
    }
}
