package io.moonconnect.http;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.HandTicker;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of allowed origins may call the API; all others may not. */
@QuarkusTest
@TestProfile(ShopInABrowser.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
class CrossOriginTest {

    private static final String ORIGIN = "Origin: ";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String PREFLIGHT = "Access-Control-Request-Method: POST";
    private static final String SESSION = "{\"externalCustomerId\":\"cust-1\"}";

    @Inject
    HandTicker time;

    @ParameterizedTest
    @ValueSource(
            strings = {ShopInABrowser.SHOP, ShopInABrowser.DEVELOPER, ShopInABrowser.EXTENSION, ShopInABrowser.OWN})
    void a_preflight_of_a_listed_origin_lists_the_allowed_methods_and_headers(String origin) {
        RawHttp.Reply reply = RawHttp.send("OPTIONS", "/v1/quotes", ORIGIN + origin, PREFLIGHT);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header(ALLOW_ORIGIN)).isEqualTo(origin);
        assertThat(reply.header("Access-Control-Allow-Methods").split(", "))
                .containsOnly("GET", "POST", "PATCH", "DELETE");
        assertThat(reply.header("Access-Control-Allow-Headers").split(", "))
                .containsOnly("Authorization", "MoonPay-Access-Token", "Content-Type", "X-Request-Id", "Last-Event-ID");
        assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("7200");
        assertThat(reply.header("Vary")).isEqualToIgnoringCase("Origin");
    }

    @Test
    void an_answer_to_a_listed_origin_can_be_read_with_its_headers() {
        RawHttp.Reply reply = session(ORIGIN + ShopInABrowser.SHOP);

        assertThat(reply.status()).isEqualTo(201);
        assertReadable(reply);
        assertThat(reply.header("Access-Control-Expose-Headers").split(", "))
                .containsOnly("X-Request-Id", "MoonPay-Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy");
    }

    @Test
    void credentials_are_never_allowed() {
        RawHttp.Reply preflight =
                RawHttp.send("OPTIONS", "/v1/quotes", ORIGIN + ShopInABrowser.SHOP, PREFLIGHT, "Cookie: a=b");

        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(session(ORIGIN + ShopInABrowser.SHOP).header("Access-Control-Allow-Credentials"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nowhere                | X-Nothing: x                    | 404",
                "PUT    | /v1/quotes              | X-Nothing: x                    | 405",
                "GET    | /v1/assets              | Accept: text/html               | 406",
                "POST   | /v1/quotes              | Content-Length: 99999           | 413",
                "POST   | /v1/sessions            | Content-Type: text/plain        | 415",
                "GET    | /v1//assets             | X-Nothing: x                    | 400",
                "GET    | /v1/transactions        | X-Nothing: x                    | 400",
                "GET    | /v1/assets              | Authorization: ApiKey planted   | 401",
                "POST   | /v1/sessions            | Host: again                     | 400"
            })
    void a_refusal_can_be_read_too(String method, String path, String header, int status) {
        RawHttp.Reply reply = RawHttp.send(method, path, ORIGIN + ShopInABrowser.SHOP, header);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertReadable(reply);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void a_fault_of_moonpays_can_be_read_too(int status, SimulatorControl moonPay) {
        moonPay.status("createSession", status);

        RawHttp.Reply reply = session(ORIGIN + ShopInABrowser.SHOP);

        assertThat(reply.status()).isGreaterThanOrEqualTo(502);
        assertReadable(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "",
                "*",
                "https://",
                "://",
                "planted",
                "http://shop.example",
                "https://SHOP.example",
                "HTTPS://shop.example",
                "https://shop.example/",
                "https://shop.example/page",
                "https://shop.example:443",
                "https://shop.example.evil.example",
                "https://evil.example/https://shop.example",
                "https://shop.example@evil.example",
                "https://shop.example, https://evil.example",
                "http://localhost",
                "http://localhost:3001",
                "moz-extension://*",
                "moz-extension://0af76519-16cd-43dd-8448-eb211c80319c"
            })
    void any_other_origin_is_refused_and_reaches_nothing(String origin, SimulatorControl moonPay) {
        assertRefused(session(ORIGIN + origin));
        assertRefused(RawHttp.send("GET", "/v1/disclosures", ORIGIN + origin));
        assertRefused(RawHttp.send("OPTIONS", "/v1/quotes", ORIGIN + origin, PREFLIGHT));

        assertThat(moonPay.started()).isZero();
    }

    @Test
    void two_origins_are_rejected() {
        for (List<String> origins : List.of(
                List.of(ShopInABrowser.SHOP, "https://evil.example"),
                List.of("https://evil.example", ShopInABrowser.SHOP),
                List.of(ShopInABrowser.SHOP, ShopInABrowser.SHOP))) {
            assertRefused(RawHttp.send("GET", "/v1/disclosures", ORIGIN + origins.get(0), ORIGIN + origins.get(1)));
        }
    }

    @Test
    void refused_origins_are_counted_and_logged_once_in_a_minute() {
        String series = "origins_refused_total";
        double before = Metrics.value(series);
        time.advance(Duration.ofHours(1));
        try (CapturedLog log = CapturedLog.of(CrossOrigin.class.getName())) {
            RawHttp.send("OPTIONS", "/v1/quotes", ORIGIN + "https://evil.example", PREFLIGHT);
            RawHttp.send("GET", "/v1/disclosures", ORIGIN + "https://other.example");
            time.advance(Duration.ofMinutes(1));
            RawHttp.send("GET", "/v1/disclosures", ORIGIN + "https://" + "a".repeat(4000));
            time.advance(Duration.ofMinutes(1));
            RawHttp.send("GET", "/v1/disclosures", ORIGIN + "https://user:planted@evil.example");
            RawHttp.send("GET", "/v1/disclosures", ORIGIN + ShopInABrowser.SHOP);
            assertThat(log.lines().stream()
                            .map(line -> line.message().replaceFirst("(evil.example, suppressed=).*", "$1…")))
                    .containsExactly(
                            "origin refused, origin=https://evil.example, suppressed=…",
                            "origin refused, origin=malformed, suppressed=1",
                            "origin refused, origin=malformed, suppressed=0");
        }
        assertThat(Metrics.value(series) - before).isEqualTo(4);
        assertThat(Metrics.page()).doesNotContain("evil.example");
    }

    @Test
    void requests_without_an_origin_are_served_with_vary() {
        RawHttp.Reply reply = session("X-Nothing: x");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.headers().keySet()).noneMatch(CrossOriginTest::isOfCors);
        assertThat(reply.header("Vary")).isEqualToIgnoringCase("Origin");
    }

    private static RawHttp.Reply session(String header) {
        String head = RawHttp.head(
                "POST",
                "/v1/sessions",
                header,
                "Content-Type: application/json",
                "Content-Length: " + SESSION.length());
        return RawHttp.exchange((head + SESSION).getBytes());
    }

    private static void assertReadable(RawHttp.Reply reply) {
        assertThat(reply.header(ALLOW_ORIGIN)).isEqualTo(ShopInABrowser.SHOP);
        assertThat(reply.header("Vary")).isEqualToIgnoringCase("Origin");
    }

    private static void assertRefused(RawHttp.Reply reply) {
        ProblemAnswer.of(reply).is(ProblemType.FORBIDDEN).neverSays("evil.example", "planted");
        assertThat(reply.header("Moonconnect-Refused")).isEqualTo("origin-not-allowed");
        assertThat(reply.headers().keySet()).noneMatch(CrossOriginTest::isOfCors);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    private static boolean isOfCors(String header) {
        return header.regionMatches(true, 0, "Access-Control-", 0, "Access-Control-".length());
    }
}
