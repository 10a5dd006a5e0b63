package io.moonconnect.moonpay.permit;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.RawHttp;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import static io.moonconnect.testing.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/** What callers get while permits are scarce. */
@QuarkusTest
@TestProfile(ShortOfPermits.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class PermitsTest {

    private static final String SESSIONS = "/v1/sessions";
    private static final String SESSION = "{\"externalCustomerId\":\"cust-1\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CALLERS = 30;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    /** The tests share one pool: each begins with an empty queue and a permit available. */
    @BeforeEach
    void awaitCalm() {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        await().atMost(PATIENCE).until(() -> waiting("interactive") + waiting("comparison") == 0);
        await().atMost(PATIENCE).until(() -> post(SESSIONS, SESSION).statusCode() == 201);
        moonPay.reset();
        moonPay.rate(0);
    }

    @AfterEach
    void stopCallers() {
        callers.shutdown();
    }

    @Test
    void no_permit_in_time_is_busy_and_a_full_queue_sheds(SimulatorControl moonPay) {
        long start = System.nanoTime();
        List<Response> answers =
                IntStream.range(0, CALLERS).mapToObj(caller -> async(() -> post(SESSIONS, SESSION))).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<Integer, List<Response>> byStatus = answers.stream().collect(Collectors.groupingBy(Response::statusCode));
        assertThat(byStatus.keySet()).containsExactlyInAnyOrder(201, 503);
        assertThat(moonPay.counts("createSession").started())
                .isEqualTo(byStatus.get(201).size());
        // The callers of a busy machine do not come all at once.
        assertThat(byStatus.get(201)).hasSizeBetween(4, (int) Math.ceil(ShortOfPermits.RATE * seconds) + 2);
        Map<Boolean, List<Response>> shed = byStatus.get(503).stream()
                .collect(Collectors.partitioningBy(
                        answer -> answer.path("type").toString().endsWith("overloaded")));
        assertThat(shed.get(true)).isNotEmpty().allSatisfy(answer -> {
            ProblemAnswer problem = ProblemAnswer.of(answer).is(ProblemType.OVERLOADED);
            assertThat(problem.header("Retry-After")).isEqualTo("1");
        });
        assertThat(shed.get(false)).isNotEmpty().allSatisfy(answer -> {
            ProblemAnswer problem = ProblemAnswer.of(answer).is(ProblemType.MOONPAY_BUSY);
            assertThat(problem.header("Retry-After")).isEqualTo("1");
        });
    }

    @Test
    void a_comparison_answers_with_the_legs_that_got_a_permit(SimulatorControl moonPay) {
        JsonPath answer = post(moonPay.accessToken("cust-compare"), "/v1/quotes/compare", comparison(12))
                .then()
                .statusCode(200)
                .body("complete", is(false))
                .extract()
                .jsonPath();
        assertThat(answer.getList("quotes.paymentMethod.type")).contains("apple_pay");
        List<String> failures = answer.getList("failures.problem.type");
        long busy =
                failures.stream().filter(type -> type.endsWith("/moonpay-busy")).count();
        assertThat(busy).isBetween(4L, 8L);
        assertThat(moonPay.counts("getBuyQuote").started()).isEqualTo(12 - busy);
    }

    @Test
    void a_session_overtakes_the_legs_of_an_earlier_comparison(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-compare");
        CompletableFuture<Response> comparison = async(() -> post(token, "/v1/quotes/compare", comparison(6)));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> waiting("comparison") > 2);
        post(SESSIONS, SESSION).then().statusCode(201);
        long legsBefore = moonPay.counts("getBuyQuote").started();
        comparison.join();
        assertThat(moonPay.counts("getBuyQuote").started()).isGreaterThan(legsBefore);
        List<String> order = moonPay.requests().stream()
                .map(SimulatorControl.Request::operation)
                .toList();
        assertThat(order.lastIndexOf("getBuyQuote")).isGreaterThan(order.indexOf("createSession"));
    }

    @Test
    void a_call_cancelled_while_waiting_is_not_sent(SimulatorControl moonPay) throws IOException {
        String series = "moonpay_permits_refused_total{class=\"interactive\",reason=\"cancelled\"}";
        double before = Metrics.value(series);
        String quote = "{\"paymentMethod\":{\"type\":\"apple_pay\"}," + PURCHASE + "}";
        byte[] request = (RawHttp.head(
                                "POST",
                                "/v1/quotes",
                                "MoonPay-Access-Token: " + moonPay.accessToken("cust-1"),
                                "Content-Type: application/json",
                                "Content-Length: " + quote.length())
                        + quote)
                .getBytes(StandardCharsets.US_ASCII);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Socket socket = RawHttp.open();
            socket.getOutputStream().write(request);
            sockets.add(socket);
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> waiting("interactive") >= 2);
        for (Socket socket : sockets) {
            socket.close();
        }
        await().atMost(PATIENCE).until(() -> waiting("interactive") == 0);
        double cancelled = Metrics.value(series) - before;
        assertThat(cancelled).isBetween(1.0, 5.0);
        post(SESSIONS, SESSION).then().statusCode(201);
        // One that has its permit can be cancelled before it leaves.
        assertThat(moonPay.counts("getBuyQuote").started()).isLessThanOrEqualTo(5 - (long) cancelled);
    }

    @Test
    void a_429_pauses_all_calls_for_its_retry_after(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.status("createSession", 429)
                .headers(Map.of("Retry-After", "3"))
                .times(1));
        ProblemAnswer first = ProblemAnswer.of(post(SESSIONS, SESSION)).is(ProblemType.MOONPAY_BUSY);
        assertThat(first.header("Retry-After")).isEqualTo("3");
        assertThat(pausedMillis()).isBetween(1, 3000);
        long started = moonPay.started();
        String token = moonPay.accessToken("cust-compare");
        ProblemAnswer other = ProblemAnswer.of(
                        post(token, "/v1/quotes", "{\"paymentMethod\":{\"type\":\"apple_pay\"}," + PURCHASE + "}"))
                .is(ProblemType.MOONPAY_BUSY);
        assertThat(Integer.parseInt(other.header("Retry-After"))).isBetween(1, 3);
        assertThat(moonPay.started()).isEqualTo(started);
        await().atMost(PATIENCE).until(() -> post(SESSIONS, SESSION).statusCode() == 201);
    }

    @Test
    void a_429_without_retry_after_pauses_all_calls_for_a_second(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.status("createSession", 429).times(1));
        long start = System.nanoTime();
        ProblemAnswer first = ProblemAnswer.of(post(SESSIONS, SESSION)).is(ProblemType.MOONPAY_BUSY);
        assertThat(first.header("Retry-After")).isEqualTo("1");
        await().atMost(PATIENCE).until(() -> post(SESSIONS, SESSION).statusCode() == 201);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(moonPay.counts("createSession").started()).isEqualTo(2);
    }

    @Test
    void permits_are_measured_by_class() {
        String series = "moonpay_permits_granted_seconds_count{class=\"interactive\"}";
        double before = Metrics.value(series);
        post(SESSIONS, SESSION).then().statusCode(201);
        assertThat(Metrics.value(series) - before).isEqualTo(1.0);
        assertThat(Metrics.page())
                .contains("moonpay_permits_refused_total{class=\"background\",reason=\"busy\"}")
                .contains("moonpay_permits_waiting{class=\"comparison\"}")
                .doesNotContain("moonpay_fleet");
    }

    @Test
    void without_redis_readiness_reports_permits_from_memory() {
        given().get(Metrics.management("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'permits' }.data.source", is("memory"));
    }

    private static final String PURCHASE = "\"source\":{\"asset\":{\"code\":\"USD\"},\"amount\":\"120.00\"},"
            + "\"destination\":{\"asset\":{\"code\":\"ETH\"}},"
            + "\"wallet\":{\"address\":\"0xA11CE00000000000000000000000000000000001\"}";

    /** Many legs; only the first two types are known to MoonPay. */
    private static String comparison(int legs) {
        String cards = IntStream.range(2, legs)
                .mapToObj(card ->
                        ",{\"type\":\"card\",\"id\":\"00000000-0000-0000-0000-0000000000%02d\"}".formatted(card))
                .collect(Collectors.joining());
        return "{\"paymentMethods\":[{\"type\":\"apple_pay\"},{\"type\":\"google_pay\"}" + cards + "]," + PURCHASE
                + "}";
    }

    private CompletableFuture<Response> async(Supplier<Response> call) {
        return CompletableFuture.supplyAsync(call, callers);
    }

    private static int pausedMillis() {
        return given().get(Metrics.management("/q/health/ready"))
                .jsonPath()
                .getInt("checks.find { it.name == 'permits' }.data.pausedMillis");
    }

    private static double waiting(String permitClass) {
        return Metrics.value("moonpay_permits_waiting{class=\"" + permitClass + "\"}");
    }
}
