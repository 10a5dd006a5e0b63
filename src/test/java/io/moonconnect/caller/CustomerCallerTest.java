package io.moonconnect.caller;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.CustomerTokens;
import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Customers are authenticated by a valid token of the host's identity provider, and act for themselves only. */
@QuarkusTest
@TestProfile(Customers.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(IdentityProvider.class)
@OnJdk25
class CustomerCallerTest {

    private static final String INVALID = "Bearer realm=\"moonconnect\", error=\"invalid_token\"";

    IdentityProvider provider;

    private SimulatorControl moonPay;

    @BeforeEach
    void freshWorld() {
        provider.reset();
        moonPay = SimulatorControl.ofTheServiceUnderTest();
        moonPay.reset();
        moonPay.rate(0);
    }

    @Test
    void a_session_is_for_the_customer_of_the_token_and_for_the_device_that_asks() {
        session(provider.tokens().subject("cust-a1").token(), "{}").then().statusCode(201);

        assertThat(created().path("externalCustomerId").textValue()).isEqualTo("cust-a1");
        assertThat(created().path("deviceIp").textValue()).isEqualTo("127.0.0.1");
    }

    /** Clocks may differ by 30 seconds. A token is made right before it is sent, so that five are left to be slow in. */
    private Map<String, Function<CustomerTokens, String>> good() {
        return Map.of(
                "one of several audiences",
                        tokens -> tokens.audience("other", IdentityProvider.AUDIENCE)
                                .token(),
                "expired a moment ago",
                        tokens -> tokens.expiresIn(Duration.ofSeconds(-25)).token(),
                "valid in a moment",
                        tokens -> tokens.validFrom(Duration.ofSeconds(25)).token(),
                "PS256", tokens -> tokens.algorithm("PS256").token(),
                "many claims", tokens -> tokens.claim("about", "x".repeat(4000)).token());
    }

    @TestFactory
    Stream<DynamicTest> tokens_that_are_good() {
        return good().entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(), () -> session(token.getValue().apply(provider.tokens()), "{}")
                                .then()
                                .statusCode(201)));
    }

    /** Of these the key is one that the provider has, or none is named. */
    private Map<String, Function<CustomerTokens, String>> bad() {
        return Map.ofEntries(
                Map.entry("expired", tokens -> tokens.expiresIn(Duration.ofSeconds(-40))
                        .token()),
                Map.entry("without a beginning", tokens -> tokens.without("iat").token()),
                Map.entry("without an end", tokens -> tokens.without("exp").token()),
                Map.entry("not valid yet", tokens -> tokens.validFrom(Duration.ofSeconds(40))
                        .token()),
                Map.entry("of another audience", tokens -> tokens.audience("other")
                        .token()),
                Map.entry("of any audience", tokens -> tokens.audience("any").token()),
                Map.entry("without an audience", tokens -> tokens.without("aud").token()),
                Map.entry("of another issuer", tokens -> tokens.claim("iss", "https://other.example")
                        .token()),
                Map.entry("without an issuer", tokens -> tokens.without("iss").token()),
                Map.entry("unsigned", CustomerTokens::unsigned),
                Map.entry("signed with the public key", CustomerTokens::signedWithThePublicKey),
                Map.entry("signed by another key", tokens -> tokens.signedBy(IdentityProvider.newKey())
                        .keyId(provider.key().getKeyId())
                        .token()),
                Map.entry("without a key id", tokens -> tokens.keyId(null).token()),
                Map.entry("with an empty key id", tokens -> tokens.keyId("").token()),
                Map.entry("with a signature cut off", tokens -> cut(tokens.token())),
                Map.entry("without a signature", tokens -> tokens.token().replaceFirst("[^.]*$", "")),
                Map.entry("with other claims", tokens -> otherClaims(tokens.token())),
                Map.entry("without a subject", tokens -> tokens.without("sub").token()),
                Map.entry("for a number", tokens -> tokens.claim("sub", 4711).token()),
                Map.entry("for a list", tokens -> tokens.claim("sub", List.of("cust-1"))
                        .token()),
                Map.entry("for nothing", tokens -> tokens.subject("").token()),
                Map.entry("for a step upwards", tokens -> tokens.subject("..").token()),
                Map.entry("for control characters", tokens -> tokens.subject("cust\u0000")
                        .token()),
                Map.entry("for too long an id", tokens -> tokens.subject("c".repeat(256))
                        .token()),
                Map.entry("oversized", tokens -> tokens.ofLength(16 * 1024 + 2)),
                Map.entry("with too long a key id", tokens -> tokens.keyId("k".repeat(257))
                        .token()),
                Map.entry("with an unknown key id", tokens -> tokens.keyId("planted-kid")
                        .token()),
                Map.entry("of another audience and expired", tokens -> tokens.audience("other")
                        .expiresIn(Duration.ofSeconds(-40))
                        .token()),
                Map.entry("badly signed, expired and of another audience", tokens -> tokens.audience("other")
                        .expiresIn(Duration.ofSeconds(-40))
                        .signedBy(IdentityProvider.newKey())
                        .keyId(provider.key().getKeyId())
                        .token()),
                Map.entry("opaque", tokens -> "2YotnFZFEjr1zCsicMWpAA"),
                Map.entry("empty", tokens -> ""),
                Map.entry("dots", tokens -> ".."),
                Map.entry("garbage", tokens -> "abc.def.ghi"),
                Map.entry("two", tokens -> tokens.token() + ", Bearer " + tokens.token()),
                Map.entry("padded", tokens -> tokens.token() + "="),
                Map.entry("an API key", tokens -> TwoKeys.key("new")));
    }

    /** What a developer is told about them; nothing about the others, whose signature is wrong. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("expired", "expired"),
            Map.entry("without a beginning", "(iat)"),
            Map.entry("without an end", "no expiry (exp)"),
            Map.entry("not valid yet", "not valid yet"),
            Map.entry("of another audience", "audience (aud) of the token is not"),
            Map.entry("of any audience", "audience (aud) of the token is not"),
            Map.entry("of another audience and expired", "expired"),
            Map.entry("without an audience", "no audience (aud)"),
            Map.entry("of another issuer", "(iss)"),
            Map.entry("without an issuer", "(iss)"),
            Map.entry("unsigned", "not a JWT"),
            Map.entry("signed with the public key", "(alg)"),
            Map.entry("without a key id", "no key id (kid)"),
            Map.entry("with an empty key id", "no key id (kid)"),
            Map.entry("with too long a key id", "no key id (kid)"),
            Map.entry("with an unknown key id", "key id (kid) of the token is not among"),
            Map.entry("without a signature", "not a JWT"),
            Map.entry("without a subject", "id of the customer"),
            Map.entry("for a number", "wrong type"),
            Map.entry("for a list", "wrong type"),
            Map.entry("for nothing", "id of the customer"),
            Map.entry("for a step upwards", "id of the customer"),
            Map.entry("for control characters", "id of the customer"),
            Map.entry("for too long an id", "id of the customer"),
            Map.entry("oversized", "longer than 16384 characters"),
            Map.entry("opaque", "not a JWT"),
            Map.entry("empty", "not a JWT"),
            Map.entry("dots", "not a JWT"),
            Map.entry("garbage", "not a JWT"),
            Map.entry("two", "not a JWT"),
            Map.entry("padded", "not a JWT"),
            Map.entry("an API key", "not a JWT"));

    @TestFactory
    Stream<DynamicTest> tokens_that_are_bad() {
        return bad().entrySet().stream()
                .map(token -> DynamicTest.dynamicTest(token.getKey(), () -> {
                    String text = token.getValue().apply(provider.tokens());
                    ProblemAnswer answer = ProblemAnswer.of(session(text, "{}"));
                    answer.is(ProblemType.UNAUTHENTICATED);
                    String reason = REASONS.get(token.getKey());
                    if (reason == null) {
                        assertThat(answer.header("WWW-Authenticate")).isEqualTo(INVALID);
                    } else {
                        assertThat(answer.header("WWW-Authenticate"))
                                .startsWith(INVALID + ", error_description=\"")
                                .matches("[^\"]*(\"[ !#-\\[\\]-~]*\"[^\"]*)*")
                                .contains(reason)
                                .doesNotContain("other.example", "planted");
                    }
                    if (!text.isEmpty()) {
                        answer.neverSays(text);
                    }
                    assertThat(moonPay.started())
                            .as("calls that reached MoonPay")
                            .isZero();
                    assertThat(provider.otherRequests())
                            .as("tokens that were shown to anybody")
                            .isZero();
                }));
    }

    @Test
    void a_token_of_sixteen_kibibytes_is_taken_beside_an_access_token_of_eight() {
        as(provider.tokens().ofLength(16 * 1024))
                .header("MoonPay-Access-Token", "a".repeat(8 * 1024))
                .header("X-Other", "x".repeat(3 * 1024))
                .get("/v1/assets")
                .then()
                .statusCode(200);
    }

    @Test
    void no_logger_prints_a_token_or_a_customer_at_any_level() {
        String badlySigned = otherClaims(provider.tokens().token());
        String expired = provider.tokens()
                .subject("planted-expired")
                .expiresIn(Duration.ofSeconds(-90))
                .token();
        String good = provider.tokens().subject("planted-good").token();
        String unknownKey = provider.tokens()
                .subject("planted-unknown")
                .keyId("planted-kid")
                .token();
        CapturedLog log = CapturedLog.open();
        try (log) {
            for (String token : List.of(badlySigned, expired, good, unknownKey)) {
                session(token, "{}");
            }
        }
        assertThat(log.text()).contains("TRACE").doesNotContain("planted-");
        for (String token : List.of(badlySigned, expired, good, unknownKey)) {
            assertThat(log.text()).doesNotContain(token.split("\\.")[1]).doesNotContain(token.split("\\.")[2]);
        }
    }

    @Test
    void customers_are_counted_without_a_name() {
        String counted = "caller_requests_total{caller=\"customer\",name=\"\",outcome=\"identified\"}";
        String refused = "caller_requests_total{caller=\"none\",name=\"\",outcome=\"unauthenticated\"}";
        double before = Metrics.value(counted);
        double refusedBefore = Metrics.value(refused);
        double tokensBefore = Metrics.refused(401, "customer_token");
        session(provider.tokens().subject("planted-counted").token(), "{}");
        as(provider.tokens().subject("planted-counted").token()).get("/v1/disclosures/unheard-of");
        session(provider.tokens().subject("planted-counted").audience("other").token(), "{}");
        assertThat(Metrics.value(counted) - before).isEqualTo(2);
        assertThat(Metrics.value(refused) - refusedBefore).isEqualTo(1);
        assertThat(Metrics.refused(401, "customer_token") - tokensBefore).isEqualTo(1);
        assertThat(Metrics.page()).doesNotContain("planted-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "bEaReR "})
    void the_case_of_the_scheme_does_not_matter(String scheme) {
        given().header("Authorization", scheme + provider.tokens().token())
                .get("/v1/disclosures")
                .then()
                .statusCode(200);
    }

    @Test
    void a_customer_cannot_ask_for_somebody_else() {
        String token = provider.tokens().token();
        double customersNamed = Metrics.refused(403, "customer_named");
        double addressesNamed = Metrics.refused(403, "device_ip_named");
        forbidden(session(token, "{\"externalCustomerId\":\"cust-other\"}"));
        forbidden(session(token, "{\"externalCustomerId\":\"cust-7f31\"}"));
        forbidden(session(token, "{\"deviceIp\":\"203.0.113.9\"}"));
        forbidden(as(token).delete("/v1/sessions?externalCustomerId=cust-other"));
        forbidden(as(token).get("/v1/customers/me?externalCustomerId=cust-other"));
        assertThat(Metrics.refused(403, "customer_named") - customersNamed).isEqualTo(4);
        assertThat(Metrics.refused(403, "device_ip_named") - addressesNamed).isEqualTo(1);
        assertThat(moonPay.started()).isZero();
    }

    @Test
    void a_customer_is_asked_about_and_signed_out_as_themselves() {
        String token = provider.tokens().subject("cust-ny").token();
        String customer = as(token).get("/v1/customers/me").path("customers[0].externalCustomerId");
        as(token).delete("/v1/sessions").then().statusCode(204);

        assertThat(customer).isEqualTo("cust-ny");
        assertThat(moonPay.requests()).allSatisfy(request -> assertThat(request.path() + "?" + request.query())
                .contains("cust-ny"));
    }

    @Test
    void no_header_moves_the_address_of_a_device_that_asks_directly() {
        as(provider.tokens().token())
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9;host=evil.example;proto=https")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("X-Real-IP", "203.0.113.9")
                .contentType("application/json")
                .body("{}")
                .post("/v1/sessions")
                .then()
                .statusCode(201);
        assertThat(created().path("deviceIp").textValue()).isEqualTo("127.0.0.1");
    }

    @Test
    void backends_are_served_beside_customers() {
        given().header("Authorization", "ApiKey " + TwoKeys.key("new"))
                .contentType("application/json")
                .body("{\"externalCustomerId\":\"cust-b\",\"deviceIp\":\"203.0.113.9\"}")
                .post("/v1/sessions")
                .then()
                .statusCode(201);
        assertThat(created().path("deviceIp").textValue()).isEqualTo("203.0.113.9");
    }

    @Test
    void a_request_without_credentials_gets_both_challenges() {
        Response response = given().get("/v1/assets");

        ProblemAnswer.of(response).is(ProblemType.UNAUTHENTICATED);
        assertThat(response.headers().getValues("WWW-Authenticate"))
                .containsExactlyInAnyOrder("Bearer realm=\"moonconnect\"", "ApiKey realm=\"moonconnect\"");
    }

    @Test
    void two_authorizations_are_none() {
        String good = "Authorization: Bearer " + provider.tokens().token();
        for (String other : List.of(good, "Authorization: ApiKey " + TwoKeys.key("new"), "Authorization: x")) {
            ProblemAnswer.of(RawHttp.send("GET", "/v1/assets", good, other)).violates("Authorization");
            ProblemAnswer.of(RawHttp.send("GET", "/v1/assets", other, good)).violates("Authorization");
        }
        assertThat(moonPay.started()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/logout",
                "/callback",
                "/q/oidc",
                "/.well-known/oauth-protected-resource",
                "/.well-known/openid-configuration",
                "/backchannel-logout"
            })
    void no_other_oidc_endpoint_is_exposed(String path) {
        ProblemAnswer.of(given().redirects().follow(false).get(path)).is(ProblemType.NOT_FOUND);
        ProblemAnswer.of(given().redirects().follow(false).post(path)).is(ProblemType.NOT_FOUND);
    }

    @Test
    void a_valid_token_in_a_query_or_a_cookie_is_ignored() {
        String token = provider.tokens().token();
        ProblemAnswer.of(given().get("/v1/assets?access_token=" + token)).is(ProblemType.UNAUTHENTICATED);
        ProblemAnswer.of(given().cookie("q_session", token).get("/v1/assets")).is(ProblemType.UNAUTHENTICATED);
    }

    private static String cut(String token) {
        return token.substring(0, token.length() - 20);
    }

    /** The signature is that of the first one. */
    private String otherClaims(String token) {
        String other = provider.tokens().subject("cust-other").token();
        return other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    }

    private JsonNode created() {
        return moonPay.requests("createSession").get(0).json();
    }

    private static void forbidden(Response response) {
        ProblemAnswer.of(response).is(ProblemType.FORBIDDEN);
    }

    private static Response session(String token, String json) {
        return as(token).contentType("application/json").body(json).post("/v1/sessions");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
