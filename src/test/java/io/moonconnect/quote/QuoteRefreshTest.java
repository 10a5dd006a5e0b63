package io.moonconnect.quote;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.EventStream.Event;
import io.moonconnect.testing.Lengthy;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorControl.Request;
import io.moonconnect.testing.SimulatorFault;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.quote.StreamedQuotes.open;
import static io.moonconnect.quote.StreamedQuotes.types;
import static org.assertj.core.api.Assertions.assertThat;

/** What a stream does after its first round: what is refreshed and when, what ends, and what becomes of failures. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@Lengthy
class QuoteRefreshTest {

    private static final String QUOTE = "getBuyQuote";
    private static final String EVERYTHING =
            ",\"follow\":[{\"type\":\"apple_pay\"},{\"type\":\"google_pay\"},{\"type\":\"card\"}]";

    private static final Duration LIFE = Duration.ofSeconds(2);

    /** A second of {@code Date} is unknown, and counts against the quote. */
    private static final Duration SHORTEST = LIFE.minusSeconds(1);

    /**
     * Where something must come between a refresh and the expiry: what is left of the life then, at least 15 %, is more
     * than a busy machine stalls.
     */
    private static final Duration AMPLE_LIFE = Duration.ofSeconds(4);

    /** Before a quote that was over is asked for again: half of the first back-off, and some tolerance. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

    /** Where it only matters that there are refreshes. */
    private static final Duration SHORT_LIFE = Duration.ofMillis(1400);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OPEN = "streams_open{kind=\"quotes\"}";

    /** Otherwise its calls may count in the next test. */
    @AfterEach
    void no_stream_outlives_its_test() {
        Awaitility.await().until(() -> Metrics.value(OPEN) == 0);
    }

    @Test
    void the_best_quote_is_refreshed_before_it_expires_and_the_others_cost_nothing(SimulatorControl moonPay) {
        moonPay.quoteLife(AMPLE_LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            StreamedQuotes known = new StreamedQuotes();
            int refreshed = -1;
            boolean allStale = false;
            while (refreshed < 2 || !allStale) {
                Event event = stream.next();
                assertThat(known.take(event)).as(event.toString()).isTrue();
                assertThat(event.name()).isNotIn("failure", "expired");
                refreshed += event.is("quote", "apple_pay") ? 1 : 0;
                allStale |= known.quotes().keySet().equals(Set.of("apple_pay")) && refreshed > 0;
            }
        }
        assertThat(asked(moonPay, "google_pay")).isEqualTo(1);
        assertThat(asked(moonPay, "card")).isEqualTo(1);
    }

    @Test
    void a_refresh_comes_at_about_80_percent_of_the_life(SimulatorControl moonPay) {
        moonPay.quoteLife(LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            stream.until(event -> event.is("quote", "apple_pay"));
            stream.until(event -> event.is("quote", "apple_pay"));

            // As MoonPay sees it: this test may read the first one late.
            List<Instant> arrivals = arrivals(moonPay, "apple_pay");
            long gap = Duration.between(arrivals.get(0), arrivals.get(1)).toMillis();
            assertThat(gap).isBetween((long) (SHORTEST.toMillis() * 0.6), LIFE.toMillis() + 400);
        }
    }

    @Test
    void followed_methods_are_refreshed_too(SimulatorControl moonPay) {
        moonPay.quoteLife(SHORT_LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"), ",\"follow\":[{\"type\":\"card\"}]")) {
            List<Event> round = stream.until("complete");
            assertThat(types(round, "quote")).contains("card");

            stream.until(event -> event.is("quote", "card"));
            stream.until(event -> event.is("quote", "apple_pay"));
            stream.until(event -> event.is("quote", "card"));
            assertThat(asked(moonPay, "google_pay")).isEqualTo(1);
        }
    }

    @Test
    void a_followed_method_that_brought_nothing_is_tried_on(SimulatorControl moonPay) {
        moonPay.add(SimulatorFault.status(QUOTE, 500).forPaymentMethod("card").times(1));
        try (EventStream stream = open(moonPay.accessToken("cust-compare"), ",\"follow\":[{\"type\":\"card\"}]")) {
            Event failure = last(stream.until("failure"));
            assertThat(failure.type()).isEqualTo("card");
            assertThat(failure.json().path("retryInMs").longValue()).isPositive();

            Event quote = last(stream.until(event -> event.is("quote", "card")));
            assertThat(quote.json().path("expiresInMs").longValue()).isPositive();
            assertThat(last(stream.until("ranking")).json().path("ranking").findValuesAsText("type"))
                    .containsExactly("apple_pay", "google_pay", "card");
        }
    }

    @Test
    void a_failed_refresh_is_reported_and_retried_while_the_quote_is_valid(SimulatorControl moonPay) {
        moonPay.quoteLife(AMPLE_LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            stream.until("complete");
            moonPay.add(SimulatorFault.status(QUOTE, 400).forPaymentMethod("google_pay"));
            moonPay.add(SimulatorFault.status(QUOTE, 500).times(1));

            Event failure = last(stream.until("failure"));

            assertThat(failure.type()).isEqualTo("apple_pay");
            assertThat(failure.json().at("/problem/type").textValue()).endsWith("/moonpay-unavailable");
            assertThat(failure.json().path("retryInMs").longValue()).isLessThan(AMPLE_LIFE.toMillis() / 2);
            List<Event> rest = stream.until(event -> event.is("quote", "apple_pay"));
            assertThat(rest).extracting(Event::name).doesNotContain("expired");
        }
    }

    @Test
    void a_quote_that_is_not_refreshed_in_time_is_expired_and_comes_back_when_moonpay_does(SimulatorControl moonPay) {
        moonPay.quoteLife(SHORT_LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            stream.until("complete");
            moonPay.status(QUOTE, 500);

            List<Event> events = stream.until("expired");
            assertThat(last(events).type()).isEqualTo("apple_pay");
            assertThat(types(events, "failure")).contains("apple_pay");

            moonPay.clearFaults();
            stream.until(event -> event.is("quote", "apple_pay"));
            stream.until(event -> event.name().equals("ranking")
                    && "apple_pay".equals(event.json().at("/best/type").textValue()));
        }
    }

    @Test
    void when_another_quote_becomes_the_best_it_is_said_and_that_one_is_refreshed(SimulatorControl moonPay) {
        moonPay.quoteLife(LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            stream.until("complete");
            String worse = """
                    {"data":{"source":{"amount":"120.00"},"destination":{"amount":"0.0000001"},
                     "expiresAt":"%s","executable":true,"paymentDisclosures":[]}}""".formatted(Instant.now().plusSeconds(60));
            moonPay.add(SimulatorFault.literal(QUOTE, 200, worse.getBytes(StandardCharsets.UTF_8))
                    .forPaymentMethod("apple_pay"));

            Event ranking = last(stream.until("ranking"));

            assertThat(ranking.json().at("/best/type").textValue()).isEqualTo("google_pay");
            assertThat(ranking.json().path("ranking").findValuesAsText("type"))
                    .startsWith("google_pay")
                    .endsWith("apple_pay");
            assertThat(last(stream.until("quote")).type()).isEqualTo("google_pay");
            stream.until(event -> event.is("quote", "google_pay"));
            assertThat(asked(moonPay, "apple_pay")).isEqualTo(2);
        }
    }

    @Test
    void when_the_best_cannot_be_had_again_the_next_best_is_refreshed(SimulatorControl moonPay) {
        moonPay.quoteLife(AMPLE_LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            stream.until("complete");
            moonPay.add(SimulatorFault.status(QUOTE, 400).forPaymentMethod("apple_pay"));

            Event failure = last(stream.until("failure"));
            assertThat(failure.type()).isEqualTo("apple_pay");
            assertThat(failure.json().has("retryInMs")).isFalse();

            List<Event> events = stream.until("expired");
            assertThat(last(events).type()).isEqualTo("apple_pay");
            assertThat(types(events, "quote")).contains("google_pay");
            stream.until(event -> event.is("quote", "google_pay"));
            assertThat(asked(moonPay, "apple_pay")).isEqualTo(2);
        }
    }

    @Test
    void a_token_that_is_rejected_later_is_the_end(SimulatorControl moonPay) {
        moonPay.quoteLife(SHORT_LIFE);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            stream.until("complete");
            moonPay.status(QUOTE, 401);

            assertThat(last(stream.until("bye")).json().path("reason").textValue())
                    .isEqualTo("moonpay-token-rejected");
            assertThat(stream.ends()).isTrue();
        }
        assertThat(moonPay.counts(QUOTE).inFlight()).isZero();
    }

    @Test
    void quotes_that_are_over_when_they_come_are_not_asked_for_in_a_loop(SimulatorControl moonPay) {
        moonPay.quoteLife(Duration.ZERO);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"), EVERYTHING)) {
            stream.until("complete");
            stream.until("quote");
            stream.until("quote");
            Event failing = last(stream.until("quote"));
            assertThat(failing.json().path("expiresInMs").longValue()).isZero();
        }
        assertThat(moonPay.requests(QUOTE)).hasSizeGreaterThanOrEqualTo(6);
        for (String type : List.of("apple_pay", "google_pay", "card")) {
            List<Instant> arrivals = arrivals(moonPay, type);
            for (int i = 1; i < arrivals.size(); i++) {
                assertThat(Duration.between(arrivals.get(i - 1), arrivals.get(i)))
                        .as(type)
                        .isGreaterThanOrEqualTo(SHORTEST_PAUSE);
            }
        }
    }

    @Test
    void a_disconnected_client_causes_no_calls(SimulatorControl moonPay) {
        moonPay.quoteLife(SHORT_LIFE);
        EventStream gone = open(moonPay.accessToken("cust-gone"), EVERYTHING);
        gone.until("complete");
        String token = moonPay.requests(QUOTE).get(0).headers().get("authorization");
        gone.until("quote");
        double open = Metrics.value(OPEN);

        gone.close();

        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> Metrics.value(OPEN) == open - 1);
        moonPay.forgetRequests();
        try (EventStream other = open(moonPay.accessToken("cust-compare"))) {
            for (int i = 0; i < 6; i++) {
                other.until(event -> event.is("quote", "apple_pay"));
            }
        }
        assertThat(moonPay.requests(QUOTE))
                .isNotEmpty()
                .noneMatch(request -> token.equals(request.headers().get("authorization")));
    }

    @Test
    void a_disconnect_cancels_calls_in_flight(SimulatorControl moonPay) {
        String cancelled = "moonpay_calls_seconds_count{operation=\"getBuyQuote\",outcome=\"cancelled\"}";
        double before = Metrics.value(cancelled);
        moonPay.delay(QUOTE, Duration.ofSeconds(60));
        EventStream gone = open(moonPay.accessToken("cust-gone"));
        gone.next();
        Awaitility.await().until(() -> moonPay.counts(QUOTE).started() == 3);

        gone.close();

        // By the disconnect: at their deadline they would be counted as late.
        Awaitility.await().until(() -> Metrics.value(cancelled) - before >= 3);
        Awaitility.await().until(() -> moonPay.counts(QUOTE).cancelled() == 3);
    }

    @Test
    void a_slow_reader_gets_the_newest_quote_of_each_method_and_no_backlog(SimulatorControl moonPay) {
        moonPay.quoteLife(SHORT_LIFE);
        String events = "stream_events_total{event=\"quote\",kind=\"quotes\"}";
        double before = Metrics.value(events);
        try (EventStream stream = open(moonPay.accessToken("cust-ny"), EVERYTHING)) {
            stream.next();
            Awaitility.await().atMost(PATIENCE.multipliedBy(2)).until(() -> isHeldBack(moonPay, events));
            long sent = Math.round(Metrics.value(events) - before);

            for (int i = 0; i < sent; i++) {
                stream.until("quote");
            }

            Set<String> live = new HashSet<>();
            for (int i = 0; live.size() < 3; i++) {
                Event quote = last(stream.until("quote"));
                assertThat(quote.json().path("expiresInMs").longValue()).isPositive();
                assertThat(i).as("quotes in the way of the newest").isLessThan(6);
                live.add(quote.type());
            }
            assertThat(sent).isLessThan(100);
        }
    }

    /** Whether quotes are refreshed all the time and none of them goes out. */
    private static boolean isHeldBack(SimulatorControl moonPay, String events) {
        double before = Metrics.value(events);
        long asked = moonPay.counts(QUOTE).completed();
        Awaitility.await().atMost(PATIENCE).until(() -> moonPay.counts(QUOTE).completed() > asked + 9);
        return Metrics.value(events) == before;
    }

    private static long asked(SimulatorControl moonPay, String type) {
        return arrivals(moonPay, type).size();
    }

    /** When quotes of this type were requested. */
    private static List<Instant> arrivals(SimulatorControl moonPay, String type) {
        List<Request> requests = moonPay.requests(QUOTE);
        Map<String, Instant> arrivals = moonPay.arrivals();
        return requests.stream()
                .filter(request ->
                        type.equals(request.json().at("/paymentMethod/type").textValue()))
                .map(request -> arrivals.get(request.requestId()))
                .toList();
    }

    private static Event last(List<Event> events) {
        return events.get(events.size() - 1);
    }
}
