package io.moonconnect.quote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.CapturedLog;
import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.EventStream.Event;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a stream lasts, how it is kept alive, how many there can be, and how much all of them may refresh. */
@QuarkusTest
@TestProfile(FewStreams.class)
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class StreamBoundsTest {

    private static final String OPEN = "streams_open{kind=\"quotes\"}";
    private static final String TWO = ",\"follow\":[{\"type\":\"google_pay\"},{\"type\":\"card\"}]";
    private static final String FOUR =
            ",\"follow\":[{\"type\":\"a\"},{\"type\":\"b\"},{\"type\":\"c\"},{\"type\":\"d\"}]";

    private final List<EventStream> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(EventStream::close);
        awaitOpen(0);
    }

    @Test
    void a_heartbeat_comes_while_nothing_else_does(SimulatorControl moonPay) {
        EventStream stream = open(moonPay, "");
        stream.until("complete");
        for (int i = 0; i < 3; i++) {
            Event heartbeat = stream.next();
            assertThat(heartbeat.name()).isEqualTo("heartbeat");
            assertThat(heartbeat.id()).isNull();
        }
    }

    @Test
    void a_stream_ends_with_bye_at_its_maximum_life(SimulatorControl moonPay) {
        EventStream stream = open(moonPay, "");
        List<Event> events = stream.until("bye");
        assertThat(events.get(events.size() - 1).json().path("reason").textValue())
                .isEqualTo("max-life");
        assertThat(stream.ends()).isTrue();
        awaitOpen(0);
    }

    @Test
    void a_client_that_does_not_read_is_disconnected_at_the_maximum_life(SimulatorControl moonPay) {
        String ended = "streams_ended_total{kind=\"quotes\",reason=\"max-life\"}";
        double before = Metrics.value(ended);
        moonPay.literal("getBuyQuote", 200, large());
        open(moonPay, "").next();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Metrics.value(ended) == before + 1);
        awaitOpen(0);
    }

    @Test
    void a_stream_that_is_open_holds_no_body(SimulatorControl moonPay) {
        String spaces = " ".repeat(30 * 1024);
        for (int i = 0; i < FewStreams.MAX; i++) {
            open(moonPay, spaces).until("complete");
        }
        assertThat(Metrics.value(OPEN)).isEqualTo(FewStreams.MAX);
        assertThat(Metrics.value("bodies_held_bytes")).isZero();
    }

    @Test
    void one_stream_too_many_is_refused_until_another_one_is_over(SimulatorControl moonPay) {
        for (int i = 0; i < FewStreams.MAX; i++) {
            open(moonPay, "").until("complete");
        }
        ProblemAnswer answer = ProblemAnswer.of(open(moonPay, "").head()).is(ProblemType.OVERLOADED);
        assertThat(answer.header("Retry-After")).isEqualTo("1");

        opened.get(0).close();
        awaitOpen(FewStreams.MAX - 1);

        assertThat(open(moonPay, "").head().status()).isEqualTo(200);
    }

    @Test
    void a_customer_is_limited_without_affecting_others(SimulatorControl moonPay) {
        String token = moonPay.accessToken("cust-compare");
        for (int i = 0; i < FewStreams.MAX_OF_ONE; i++) {
            open(token, "").until("complete");
        }
        ProblemAnswer answer = ProblemAnswer.of(open(token, "").head()).is(ProblemType.OVERLOADED);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(open(moonPay, "").head().status()).isEqualTo(200);

        opened.get(0).close();
        awaitOpen(FewStreams.MAX - 1);

        assertThat(open(token, "").head().status()).isEqualTo(200);
    }

    @Test
    void a_stream_of_a_type_counts_as_all_methods_of_that_type(SimulatorControl moonPay) {
        String all = ",\"follow\":[{\"type\":\"card\"}],\"paymentMethods\":[" + cards(5) + "]";
        ProblemAnswer.of(open(moonPay, all).head()).is(ProblemType.MOONPAY_BUSY);
        awaitOpen(0);
        assertThat(Metrics.value("quote_refreshes_needed")).isZero();
    }

    private static String cards(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"type\":\"card\",\"id\":\"card-%d\"}"::formatted)
                .collect(Collectors.joining(","));
    }

    @Test
    void a_slow_reader_that_catches_up_after_the_end_is_not_an_error(SimulatorControl moonPay) {
        String ended = "streams_ended_total{kind=\"quotes\",reason=\"max-life\"}";
        double before = Metrics.value(ended);
        moonPay.literal("getBuyQuote", 200, large());
        try (CapturedLog log = CapturedLog.open()) {
            EventStream stream = open(moonPay, "");
            stream.next();
            Awaitility.await()
                    .pollDelay(FewStreams.LIFE)
                    .atMost(FewStreams.LIFE.plusSeconds(10))
                    .until(() -> true);
            stream.until("bye");
            stream.close();
            Awaitility.await().until(() -> Metrics.value(ended) == before + 1);
            // By then a client that does not read would have been disconnected.
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(12))
                    .until(() -> noFault(log));
        }
    }

    private static boolean noFault(CapturedLog log) {
        return log.lines().stream().noneMatch(line -> line.level().intValue() >= Level.SEVERE.intValue());
    }

    @Test
    void a_stream_that_could_not_be_kept_fresh_is_refused_before_moonpay_is_asked(SimulatorControl moonPay) {
        ProblemAnswer answer = ProblemAnswer.of(open(moonPay, FOUR).head()).is(ProblemType.MOONPAY_BUSY);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(moonPay.started()).isZero();
        awaitOpen(0);
    }

    @Test
    void streams_share_what_there_is_to_refresh_them(SimulatorControl moonPay) {
        EventStream first = open(moonPay, TWO);
        first.until("complete");
        ProblemAnswer.of(open(moonPay, TWO).head()).is(ProblemType.MOONPAY_BUSY);
        assertThat(open(moonPay, "").head().status()).isEqualTo(200);

        first.close();
        awaitOpen(1);

        assertThat(open(moonPay, TWO).head().status()).isEqualTo(200);
    }

    @Test
    void only_what_is_really_refreshed_counts(SimulatorControl moonPay) {
        String best = ",\"follow\":[{\"type\":\"apple_pay\"},{\"type\":\"none-such\"}]";
        open(moonPay, best).until("complete");
        open(moonPay, best).until("complete");
        assertThat(Metrics.value("quote_refreshes_needed")).isBetween(2 / 30.0, 2 / 20.0);
    }

    /** A quote of which a connection takes few at a time. */
    private static String large() {
        return """
                {"data":{"source":{"amount":"120.00"},"destination":{"amount":"0.10"},"expiresAt":"%s",
                 "executable":true,"paymentDisclosures":[],"signature":"c2ln","padding":"%s"}}""".formatted(Instant.now().plusSeconds(30), "x".repeat(100 * 1024));
    }

    private EventStream open(SimulatorControl moonPay, String more) {
        return open(moonPay.accessToken("cust-compare"), more);
    }

    private EventStream open(String token, String more) {
        EventStream stream = StreamedQuotes.open(token, more);
        opened.add(stream);
        return stream;
    }

    private static void awaitOpen(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Metrics.value(OPEN) == count);
    }
}
