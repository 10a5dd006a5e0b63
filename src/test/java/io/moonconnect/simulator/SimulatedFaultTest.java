package io.moonconnect.simulator;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.simulator.RawCall.Ending;
import io.moonconnect.testing.SimulatorControl.Counts;
import io.moonconnect.testing.SimulatorExtension;
import io.moonconnect.testing.SimulatorFault;
import io.restassured.response.Response;

import static io.moonconnect.simulator.Client.APPLE_PAY;
import static io.moonconnect.simulator.Client.quoteBody;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

class SimulatedFaultTest {

    private static final String ASSETS = "listAssets";
    private static final String KEY = "X-Api-Key: " + Client.KEY;

    private static final HttpClient HTTP_2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    private final Client client = new Client(SIMULATOR);

    @Test
    void aDelayedAnswerIsTheRightOne() {
        SIMULATOR.control().delay(ASSETS, Duration.ofMillis(200));
        client.account().get("/assets").then().statusCode(200).time(greaterThanOrEqualTo(200L), MILLISECONDS);
    }

    @Test
    void oneTypeOfPaymentMethodFailsAlone() {
        SIMULATOR.control().add(SimulatorFault.status("getBuyQuote", 503).forPaymentMethod("google_pay"));
        String googlePay = APPLE_PAY.replace("apple_pay", "google_pay");
        client.quote("cust-7f31", quoteBody("USD", "75", "ETH", googlePay))
                .then()
                .statusCode(503);
        client.quote("cust-7f31", quoteBody("USD", "75", "ETH", APPLE_PAY))
                .then()
                .statusCode(200);
    }

    @Test
    void aFaultHappensAsOftenAsAsked() {
        SIMULATOR.control().add(SimulatorFault.status(ASSETS, 500).times(2));
        client.account().get("/assets").then().statusCode(500);
        client.account().get("/assets").then().statusCode(500);
        client.account().get("/assets").then().statusCode(200);
    }

    @Test
    void aFaultCanReplaceAllOthers() {
        SIMULATOR.control().status(ASSETS, 500);
        SIMULATOR.control().status("createSession", 500);
        SIMULATOR.control().replaceFaults(SimulatorFault.status(ASSETS, 503).times(1));
        client.account().get("/assets").then().statusCode(503);
        client.account().get("/assets").then().statusCode(200);
        String session = "{\"deviceIp\": \"198.51.100.24\"}";
        client.account().body(session).post("/sessions").then().statusCode(200);
    }

    @Test
    void aDroppedConnectionAnswersNothing() throws IOException {
        SIMULATOR.control().add(SimulatorFault.drop("*"));
        RawCall call = RawCall.untilTheEnd(SIMULATOR.base(), "/platform/v1/assets", KEY);
        assertThat(call).isEqualTo(new RawCall("", Ending.CLOSED));
        assertCounts(new Counts(1, 0, 0, 1, 0));
    }

    @Test
    void aResetComesInTheMiddleOfTheBody() throws IOException {
        SIMULATOR.control().add(SimulatorFault.reset(ASSETS));
        RawCall call = RawCall.untilTheEnd(SIMULATOR.base(), "/platform/v1/assets", KEY);
        assertThat(call.ending()).isEqualTo(Ending.RESET);
        assertThat(call.received()).startsWith("HTTP/1.1 200 OK").contains("{\"data\":[");
        assertCounts(new Counts(1, 0, 0, 1, 0));
    }

    @Test
    void aTruncatedBodyIsShorterThanItsLength() throws IOException {
        SIMULATOR.control().add(SimulatorFault.truncate(ASSETS));
        RawCall call = RawCall.untilTheEnd(SIMULATOR.base(), "/platform/v1/assets", KEY);
        assertThat(call.ending()).isEqualTo(Ending.CLOSED);
        assertThat(call.received())
                .startsWith("HTTP/1.1 200 OK")
                .contains("{\"data\":[")
                .doesNotContain("pageInfo");
    }

    @Test
    void aMalformedBodyIsNotJson() {
        SIMULATOR.control().add(SimulatorFault.malformed(ASSETS));
        Response answer = client.account().get("/assets");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("<not json>");
    }

    @Test
    void aDrippingBodyIsWholeInTheEnd() {
        SIMULATOR.control().add(SimulatorFault.drip("createSession", Duration.ofMillis(5)));
        long started = System.nanoTime();
        Response answer =
                client.account().body("{\"deviceIp\": \"198.51.100.24\"}").post("/sessions");
        assertThat(answer.<String>path("sessionToken")).startsWith("st_");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void aRedirectLeadsElsewhere() {
        SIMULATOR.control().add(SimulatorFault.redirect(ASSETS, 307));
        client.account().get("/assets").then().statusCode(307).header("Location", "/platform/v1/elsewhere");
    }

    @Test
    void anOversizeBodyHasNoDeclaredLength() {
        SIMULATOR.control().add(SimulatorFault.oversize(ASSETS, 3_000_000));
        Response answer = client.account().get("/assets");
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.asByteArray()).hasSizeGreaterThan(3_000_000);
    }

    @Test
    void aLiteralAnswerIsTheBytesThatWereGiven() {
        String body = "{\"data\": {\"amount\": 1e400, \"amount\": 1.10, \"\\u00e9\": \"🌙\"}} ";
        SIMULATOR
                .control()
                .add(SimulatorFault.literal(ASSETS, 207, body.getBytes(StandardCharsets.UTF_8))
                        .headers(Map.of("X-Odd", "yes")));
        Response answer = client.account().get("/assets");
        assertThat(answer.asByteArray()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.header("X-Odd")).isEqualTo("yes");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void aClientThatGoesAwayIsCounted() throws IOException {
        SIMULATOR.control().add(SimulatorFault.hang(ASSETS));
        try (Socket socket = RawCall.open(SIMULATOR.base(), "/platform/v1/assets", KEY)) {
            await().until(() -> SIMULATOR.control().counts(ASSETS).inFlight() == 1);
            assertThat(socket.isConnected()).isTrue();
        }
        assertCounts(new Counts(1, 0, 1, 0, 0));
    }

    /** It is written by a timer, and so flushed at once, which closes the stream. */
    @Test
    void aDelayedAnswerOverHttp2IsCompleted() {
        SIMULATOR.control().delay(ASSETS, Duration.ofMillis(50));
        HttpResponse<String> answer = overHttp2().join();
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertCounts(new Counts(1, 1, 0, 0, 0));
    }

    static Stream<Named<SimulatorFault>> brokenAnswers() {
        return Stream.of(
                Named.of("drop", SimulatorFault.drop(ASSETS)),
                Named.of("abort", SimulatorFault.abort(ASSETS)),
                Named.of("reset", SimulatorFault.reset(ASSETS)),
                Named.of("truncate", SimulatorFault.truncate(ASSETS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void aBrokenAnswerOverHttp2IsDropped(SimulatorFault fault) {
        SIMULATOR.control().add(fault);
        overHttp2();
        assertCounts(new Counts(1, 0, 0, 1, 0));
    }

    @Test
    void aCallOverTheRateLimitGets429UntilTheSecondIsOver() {
        SIMULATOR.control().rate(2);
        SIMULATOR.control().retryAfterSeconds(1);
        Response refused = untilRefused();
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.<Integer>path("code")).isEqualTo(429);
        SIMULATOR.control().advanceClock(Duration.ofSeconds(1));
        client.account().get("/assets").then().statusCode(200);
    }

    @Test
    void thereIsALimitUnlessItIsTakenAway() {
        await().atMost(Duration.ofMinutes(1)).until(this::someOfManyAtOnceAreRefused);
        SIMULATOR.control().rate(0);
        client.account().get("/assets").then().statusCode(200);
    }

    /** One after another they could stay below the limit on a busy machine. */
    private boolean someOfManyAtOnceAreRefused() {
        return IntStream.range(0, 100)
                .parallel()
                .map(i -> client.account().get("/assets").statusCode())
                .anyMatch(status -> status == 429);
    }

    private Response untilRefused() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> client.account().get("/assets"), answer -> answer.statusCode() == 429);
    }

    @Test
    void anUnknownPathIsTheRoutersNotFound() {
        client.account().get("/nowhere").then().statusCode(404).body("message", is("Cannot GET /platform/v1/nowhere"));
        assertThat(SIMULATOR.control().counts("unknown").completed()).isEqualTo(1);
    }

    private static CompletableFuture<HttpResponse<String>> overHttp2() {
        HttpRequest request = HttpRequest.newBuilder(SIMULATOR.base().resolve("/platform/v1/assets"))
                .header("X-Api-Key", Client.KEY)
                .build();
        return HTTP_2.sendAsync(request, BodyHandlers.ofString());
    }

    private static void assertCounts(Counts expected) {
        await().untilAsserted(
                        () -> assertThat(SIMULATOR.control().counts(ASSETS)).isEqualTo(expected));
    }
}
