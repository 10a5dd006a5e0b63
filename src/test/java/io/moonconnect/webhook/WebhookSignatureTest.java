package io.moonconnect.webhook;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SignedWebhook;
import io.moonconnect.testing.SimulatorPort;
import io.moonconnect.testing.SinkOfTheService;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A webhook is parsed only after its signature has been verified. */
@QuarkusTest
@TestProfile(WebhooksUnderTest.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(SinkOfTheService.class)
@OnJdk25
class WebhookSignatureTest extends WebhookTest {

    private static final String KYC = "{\"id\":\"evt_7f31\",\"type\":\"customer.identity_status_updated\","
            + "\"timestamp\":\"2026-11-20T09:15:00Z\",\"data\":{\"status\":\"approved\"}}";

    /** {@code printf '%s.%s' 1795166102 "$body" | openssl dgst -sha256 -hmac wk_test_first}; the time is the clock's. */
    private static final String KYC_BY_OPENSSL = "bb12320c2d0ca2f1eeb5fcd5200942fa0ee96a36057048cb3e65c6f7143b37f5";

    /** The same with {@code wk_live_second}. */
    private static final String KYC_BY_OPENSSL_AND_THE_OTHER_KEY =
            "20a694590aa7d73f7645e4d2f756452fc93369b7f09673dd35cf7c11dbaeb109";

    private static final String T = "1795166102";

    @Test
    void signatures_that_openssl_makes_are_good() {
        assertThat(post("t=" + T + ",s=" + KYC_BY_OPENSSL, KYC).statusCode()).isEqualTo(204);
        assertThat(post("t=" + T + ",s=" + KYC_BY_OPENSSL_AND_THE_OTHER_KEY, KYC)
                        .statusCode())
                .isEqualTo(204);
        assertThat(sink.events()).hasSize(1);
    }

    static Stream<String> formsOfTheSame() {
        return Stream.of(
                "s=%1$s,t=%2$s",
                "t=%2$s, s=%1$s",
                "  t=%2$s ,\t s=%1$s  ",
                "t=%2$s,s=%1$s,v=3,x=,later",
                ",t=%2$s,,s=%1$s,",
                "t=%2$s,s=%1$S");
    }

    @ParameterizedTest
    @MethodSource("formsOfTheSame")
    void what_is_beside_time_and_signature_does_not_matter(String form) {
        assertThat(post(form.formatted(KYC_BY_OPENSSL, T), KYC).statusCode()).isEqualTo(204);
    }

    static Stream<Arguments> badHeaders() {
        String s = KYC_BY_OPENSSL;
        return Stream.of(
                        "",
                        " ",
                        T,
                        s,
                        "t=" + T,
                        "s=" + s,
                        "t=,s=" + s,
                        "t=" + T + ",s=",
                        "t=" + T + ",s=" + s.substring(1),
                        "t=" + T + ",s=" + s + "0",
                        "t=" + T + ",s=" + s.replace(s.charAt(0), 'g'),
                        "t=" + T + ",s=" + "0".repeat(64),
                        "t=" + T + ",s=" + s + ",s=" + s,
                        "t=" + T + ",t=" + T + ",s=" + s,
                        "t=" + T + ",s=" + "0".repeat(64) + ",s=" + s,
                        "T=" + T + ",S=" + s,
                        "t = " + T + ",s = " + s,
                        "t=" + T + ";s=" + s,
                        "t=-" + T + ",s=" + s,
                        "t=+" + T + ",s=" + s,
                        "t=0" + T + ",s=" + s,
                        "t=" + T + ".0,s=" + s,
                        "t=" + T + "000,s=" + s,
                        "t=0x6b0,s=" + s,
                        "t=\u0661\u0667,s=" + s,
                        "t=99999999999999999999999999,s=" + s,
                        "t=9223372036854775807,s=" + s,
                        "t=" + T + ",v2=" + s,
                        "\"t=" + T + ",s=" + s + "\"")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void a_malformed_or_wrong_signature_is_refused(String header) {
        ProblemAnswer.of(post(header, KYC)).violates(SignedWebhook.HEADER).neverSays(KYC_BY_OPENSSL, KEY);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void a_missing_signature_is_refused_and_the_older_one_is_none() {
        ProblemAnswer.of(request().body(KYC).post(SignedWebhook.PATH)).violates(SignedWebhook.HEADER);
        ProblemAnswer.of(request()
                        .header("Moonpay-Signature", "t=" + T + ",s=" + KYC_BY_OPENSSL)
                        .body(KYC)
                        .post(SignedWebhook.PATH))
                .violates(SignedWebhook.HEADER);
    }

    @Test
    void two_signatures_are_refused_though_both_are_good() {
        String header = "t=" + T + ",s=" + KYC_BY_OPENSSL;
        ProblemAnswer.of(request()
                        .header(SignedWebhook.HEADER, header, header)
                        .body(KYC)
                        .post(SignedWebhook.PATH))
                .violates(SignedWebhook.HEADER);
    }

    @Test
    void a_body_that_was_touched_is_refused() {
        String header = "t=" + T + ",s=" + KYC_BY_OPENSSL;
        for (String body : List.of(KYC + " ", KYC + "\n", KYC.replace("approved", "rejected"), "", "\ufeff" + KYC)) {
            ProblemAnswer.of(post(header, body)).violates(SignedWebhook.HEADER);
        }
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void nothing_is_parsed_before_the_signature_holds() {
        String unreadable = "{".repeat(100_000);
        ProblemAnswer.of(SignedWebhook.of("wrong", clock.instant(), unreadable).post())
                .violates(SignedWebhook.HEADER);
    }

    @ParameterizedTest
    @CsvSource({"300, 204", "-300, 204", "0, 204", "301, 400", "-301, 400", "31536000, 400", "-1795166102, 400"})
    void a_signature_is_good_for_five_minutes_before_and_after_its_time(long seconds, int status) {
        SignedWebhook webhook = SignedWebhook.of(KEY, clock.instant().plus(Duration.ofSeconds(seconds)), event());
        assertThat(webhook.post().statusCode()).isEqualTo(status);
        assertThat(sink.events()).hasSize(status == 204 ? 1 : 0);
    }

    @Test
    void a_stale_webhook_is_rejected() {
        SignedWebhook webhook = SignedWebhook.of(KEY, clock.instant(), event());
        clock.move(Duration.ofSeconds(301));
        try {
            ProblemAnswer.of(webhook.post()).violates(SignedWebhook.HEADER);
        } finally {
            clock.move(Duration.ofSeconds(-301));
        }
    }

    @Test
    void a_key_comes_and_goes_with_the_file_while_the_service_runs() {
        String next = "wk_test_next_" + UUID.randomUUID();
        assertThat(signed(next, event()).post().statusCode()).isEqualTo(400);
        keys.swap(KEY + "\n" + next + "\n");
        await().until(() -> signed(next, event()).post().statusCode() == 204);
        assertThat(signed(KEY, event()).post().statusCode()).isEqualTo(204);
        await().until(() -> signed(OTHER_KEY, event()).post().statusCode() == 400);
        keys.swap(next);
        await().until(() -> signed(KEY, event()).post().statusCode() == 400);
        assertThat(signed(next, event()).post().statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "two words", "same,same", "k\u00e9y", "0,1,2,3,4,5,6,7,8,9,a,b,c,d,e,f,g"})
    void a_bad_file_of_keys_leaves_the_old_ones_in_use(String content) {
        keys.swap(content);
        await().until(() -> keysState.state().equals("stale"));
        assertThat(signed(KEY, event()).post().statusCode()).isEqualTo(204);
        assertThat(signed(OTHER_KEY, event()).post().statusCode()).isEqualTo(204);
    }

    @Test
    void no_caller_is_needed_and_a_bad_one_does_not_matter() {
        SignedWebhook webhook = signed(KEY, event());
        Response response = given().header("Authorization", "ApiKey mck_nobody")
                .header(SignedWebhook.HEADER, webhook.signature())
                .body(webhook.body())
                .post(SignedWebhook.PATH);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.getHeader("RateLimit")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "text/plain"})
    void the_media_type_does_not_matter(String type) {
        SignedWebhook webhook = signed(KEY, event());
        assertThat(given().header(SignedWebhook.HEADER, webhook.signature())
                        .header("Content-Type", type)
                        .body(webhook.body())
                        .post(SignedWebhook.PATH)
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"identity, 204", "gzip, 415", "made-up, 415"})
    void a_signed_body_must_not_be_coded(String coding, int status) {
        SignedWebhook webhook = signed(KEY, event());
        assertThat(given().header(SignedWebhook.HEADER, webhook.signature())
                        .header("Content-Encoding", coding)
                        .body(webhook.body())
                        .post(SignedWebhook.PATH)
                        .statusCode())
                .isEqualTo(status);
        assertThat(sink.events()).hasSize(status == 204 ? 1 : 0);
    }

    @Test
    void cors_does_not_apply_to_webhooks() {
        SignedWebhook webhook = signed(KEY, event());
        for (String origin : List.of("https://shop.example", "https://other.example")) {
            Response response = given().header("Origin", origin)
                    .header(SignedWebhook.HEADER, webhook.signature())
                    .body(webhook.body())
                    .post(SignedWebhook.PATH);
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.headers().asList())
                    .noneMatch(header -> header.getName().startsWith("Access-Control"));
            Response preflight = given().header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .options(SignedWebhook.PATH);
            assertThat(preflight.headers().asList())
                    .noneMatch(header -> header.getName().startsWith("Access-Control"));
        }
    }

    private static Response post(String header, String body) {
        return request().header(SignedWebhook.HEADER, header).body(bytes(body)).post(SignedWebhook.PATH);
    }

    private static RequestSpecification request() {
        return given().contentType("application/json");
    }
}
