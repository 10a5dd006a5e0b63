package io.moonconnect.quote;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.EventStream;
import io.moonconnect.testing.EventStream.Event;
import io.moonconnect.testing.Metrics;
import io.moonconnect.testing.OnJdk25;
import io.moonconnect.testing.ProblemAnswer;
import io.moonconnect.testing.SimulatedMoonPay;
import io.moonconnect.testing.SimulatorControl;
import io.moonconnect.testing.SimulatorPort;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.moonconnect.quote.StreamedQuotes.open;
import static io.moonconnect.quote.StreamedQuotes.purchase;
import static io.moonconnect.quote.StreamedQuotes.types;
import static io.moonconnect.testing.SimulatorFault.delay;
import static io.moonconnect.testing.SimulatorFault.literal;
import static io.moonconnect.testing.SimulatorFault.status;
import static org.assertj.core.api.Assertions.assertThat;

/** The first round of a stream, how it begins, and how it does not begin at all. */
@QuarkusTest
@WithTestResource(value = SimulatorPort.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(SimulatedMoonPay.class)
@OnJdk25
class QuoteStreamTest {

    private static final String QUOTE = "getBuyQuote";
    private static final Duration FOREVER = Duration.ofSeconds(60);
    private static final String OPEN = "streams_open{kind=\"quotes\"}";

    /** Otherwise its calls may count in the next test. */
    @AfterEach
    void no_stream_outlives_its_test() {
        Awaitility.await().until(() -> Metrics.value(OPEN) == 0);
    }

    @Test
    void methods_come_first_then_a_quote_each_then_the_ranking(SimulatorControl moonPay) {
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            List<Event> round = stream.until("complete");

            assertThat(round).extracting(Event::name).containsExactly("methods", "quote", "quote", "quote", "complete");
            assertThat(round).extracting(Event::id).containsExactly("1", "2", "3", "4", "5");
            assertThat(round.get(0).json().path("methods")).hasSize(3);
            assertThat(types(round, "quote")).containsExactlyInAnyOrder("apple_pay", "google_pay", "card");
            assertThat(round.get(4).json().path("complete").booleanValue()).isTrue();
            assertThat(round.get(4).json().path("ranking").findValuesAsText("type"))
                    .containsExactly("apple_pay", "google_pay", "card");
            assertThat(round.get(4).json().at("/best/type").textValue()).isEqualTo("apple_pay");
        }
    }

    @Test
    void its_head_declares_a_stream_that_proxies_must_not_buffer(SimulatorControl moonPay) {
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.head().header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.head().header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(stream.head().header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(stream.head().header("X-Request-Id")).isNotBlank();
        }
    }

    @Test
    void a_quote_has_the_form_of_a_comparison(SimulatorControl moonPay) {
        try (EventStream stream = open(moonPay.accessToken("cust-ny"))) {
            Event quote = quote(stream.until("complete"), "apple_pay");

            assertThat(quote.json().at("/disclosures/0/id").textValue()).isEqualTo("us-transaction-finality");
            assertThat(quote.json().at("/disclosures/0/text").textValue()).isNotBlank();
            long life = quote.json().path("expiresInMs").longValue();
            assertThat(life).isBetween(20_000L, 30_000L);
            assertThat(quote.json().path("refreshInMs").doubleValue() / life).isBetween(0.74, 0.86);
            assertThat(quote.json().path("moonPayRequestId").textValue()).isNotBlank();
        }
    }

    @Test
    void what_is_skipped_is_said_with_the_reason(SimulatorControl moonPay) {
        try (EventStream stream = open(moonPay.accessToken("cust-compare"), ",\"excludeTypes\":[\"apple_pay\"]")) {
            assertThat(stream.next().json().path("skipped")).anySatisfy(skipped -> {
                assertThat(skipped.at("/paymentMethod/type").textValue()).isEqualTo("apple_pay");
                assertThat(skipped.path("reason").textValue()).isEqualTo("excluded");
            });
        }
    }

    @Test
    void the_first_quote_does_not_wait_for_the_slowest_leg(SimulatorControl moonPay) {
        moonPay.add(delay(QUOTE, FOREVER).forPaymentMethod("google_pay"));
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            Event first = stream.until("quote").get(1);
            assertThat(first.type()).isIn("apple_pay", "card");
            Awaitility.await().until(() -> moonPay.counts(QUOTE).completed() == 2);

            List<Event> rest = stream.until("complete");

            Event late = rest.get(rest.size() - 2);
            assertThat(late.is("failure", "google_pay")).isTrue();
            assertThat(late.json().at("/problem/type").textValue()).endsWith("/moonpay-timeout");
            assertThat(late.json().has("retryInMs")).isFalse();
            assertThat(rest.get(rest.size() - 1).json().path("complete").booleanValue())
                    .isFalse();
        }
    }

    @Test
    void a_leg_that_fails_is_a_failure_among_quotes(SimulatorControl moonPay) {
        moonPay.add(status(QUOTE, 400).forPaymentMethod("apple_pay"));
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            List<Event> round = stream.until("complete");

            assertThat(types(round, "failure")).containsExactly("apple_pay");
            assertThat(types(round, "quote")).containsExactlyInAnyOrder("google_pay", "card");
            Event complete = round.get(round.size() - 1);
            assertThat(complete.json().path("complete").booleanValue()).isTrue();
            assertThat(complete.json().at("/best/type").textValue()).isEqualTo("google_pay");
        }
    }

    @Test
    void where_nothing_can_pay_the_stream_says_so_and_ends(SimulatorControl moonPay) {
        String pounds = purchase("").replace("USD", "GBP");
        try (EventStream stream = EventStream.post(StreamedQuotes.PATH, moonPay.accessToken("cust-no-cards"), pounds)) {
            List<Event> events = stream.until("bye");

            assertThat(events).extracting(Event::name).containsExactly("methods", "complete", "bye");
            assertThat(reason(events)).isEqualTo("no-quotes");
            assertThat(stream.ends()).isTrue();
        }
        assertThat(moonPay.counts(QUOTE).started()).isZero();
    }

    @Test
    void where_no_leg_brings_a_quote_the_stream_says_so_and_ends(SimulatorControl moonPay) {
        moonPay.status(QUOTE, 400);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            List<Event> events = stream.until("bye");

            assertThat(types(events, "failure")).hasSize(3);
            assertThat(reason(events)).isEqualTo("no-quotes");
            assertThat(stream.ends()).isTrue();
        }
    }

    @Test
    void a_token_that_is_rejected_in_the_first_round_is_the_end(SimulatorControl moonPay) {
        moonPay.status(QUOTE, 401);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            assertThat(reason(stream.until("bye"))).isEqualTo("moonpay-token-rejected");
            assertThat(stream.ends()).isTrue();
        }
    }

    @Test
    void a_last_event_id_is_answered_by_a_fresh_round(SimulatorControl moonPay) {
        try (EventStream stream = EventStream.post(
                StreamedQuotes.PATH, moonPay.accessToken("cust-compare"), purchase(""), "Last-Event-ID: 4711")) {
            List<Event> round = stream.until("complete");

            assertThat(round.get(0).name()).isEqualTo("methods");
            assertThat(round.get(0).id()).isEqualTo("1");
            assertThat(types(round, "quote")).hasSize(3);
        }
    }

    @Test
    void a_failing_list_is_a_problem_and_no_stream(SimulatorControl moonPay) {
        moonPay.status("listPaymentMethods", 500);
        problem(open(moonPay.accessToken("cust-compare"))).is(ProblemType.MOONPAY_UNAVAILABLE);
        assertThat(moonPay.counts(QUOTE).started()).isZero();
    }

    @Test
    void a_token_that_the_list_is_refused_to_is_a_problem(SimulatorControl moonPay) {
        problem(open("never-heard-of")).is(ProblemType.MOONPAY_TOKEN_REJECTED);
    }

    static Stream<Arguments> badRequests() {
        String twentyOne = "{\"type\":\"t\"},".repeat(21).replaceFirst(",$", "");
        return Stream.of(
                Arguments.of(",\"follow\":[{}]", List.of("follow[0].type")),
                Arguments.of(",\"follow\":[null]", List.of("follow[0]")),
                Arguments.of(",\"follow\":[{\"type\":\"card\",\"id\":\"a/b\"}]", List.of("follow[0].id")),
                Arguments.of(",\"follow\":[{\"type\":\"card\"},{\"type\":\"card\"}]", List.of("follow")),
                Arguments.of(",\"follow\":[" + twentyOne + "]", List.of("follow")),
                Arguments.of(",\"follow\":{\"type\":\"card\"}", List.of("follow")),
                Arguments.of(",\"follow\":[{\"type\":\"card\",\"name\":1}]", List.of("follow[0].name")),
                Arguments.of(",\"follows\":[]", List.of("follows")));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void a_bad_request_is_a_problem_and_no_stream(String more, List<String> fields) {
        SimulatorControl moonPay = SimulatorControl.ofTheServiceUnderTest();
        problem(open(moonPay.accessToken("cust-compare"), more)).violates(fields.toArray(String[]::new));
        assertThat(moonPay.counts("listPaymentMethods").started()).isZero();
    }

    @Test
    void nothing_to_follow_is_no_mistake(SimulatorControl moonPay) {
        try (EventStream stream = open(moonPay.accessToken("cust-compare"), ",\"follow\":[]")) {
            assertThat(stream.until("complete")).hasSize(5);
        }
    }

    @Test
    void moonpays_json_arrives_byte_for_byte_over_as_many_lines_as_it_has(SimulatorControl moonPay) {
        String quote = """
                {
                  "source": {"amount": "120.00"}, "destination": {"amount": "0.10"},
                \t"expiresAt": "2099-01-01T00:00:00Z",  "executable": true, "paymentDisclosures": [],

                  "signature":"data: x\\n", "signature" : "\\u00e9é",  "exact": 1.10, "huge": 1e400
                }""";
        moonPay.add(literal(QUOTE, 200, ("{\"data\":" + quote + "}").getBytes(StandardCharsets.UTF_8)));
        String one = purchase(",\"paymentMethods\":[{\"type\":\"apple_pay\"}]");
        try (EventStream stream = EventStream.unheld(StreamedQuotes.PATH, moonPay.accessToken("cust-compare"), one)) {
            assertThat(quote(stream.until("complete"), "apple_pay").data()).contains("\"quote\":" + quote + ",");
        }
    }

    @Test
    void line_ends_of_another_kind_stay_line_ends(SimulatorControl moonPay) {
        String quote = "{\r\n\"source\":{\"amount\":\"1\"},\r\"destination\":{\"amount\":\"1\"},"
                + "\"expiresAt\":\"2099-01-01T00:00:00Z\",\"executable\":true,\"paymentDisclosures\":[]}";
        moonPay.add(literal(QUOTE, 200, ("{\"data\":" + quote + "}").getBytes(StandardCharsets.UTF_8)));
        String one = purchase(",\"paymentMethods\":[{\"type\":\"apple_pay\"}]");
        try (EventStream stream = EventStream.unheld(StreamedQuotes.PATH, moonPay.accessToken("cust-compare"), one)) {
            String expected = quote.replace("\r\n", "\n").replace("\r", "\n");
            assertThat(quote(stream.until("complete"), "apple_pay").data()).contains("\"quote\":" + expected + ",");
        }
    }

    @Test
    void streams_are_measured_and_take_no_request_capacity(SimulatorControl moonPay) {
        String quotes = "stream_events_total{event=\"quote\",kind=\"quotes\"}";
        String gone = "streams_ended_total{kind=\"quotes\",reason=\"gone\"}";
        double before = Metrics.value(quotes);
        double first = Metrics.value("quote_stream_first_quote_seconds_count");
        double goneBefore = Metrics.value(gone);
        try (EventStream stream = open(moonPay.accessToken("cust-compare"))) {
            stream.until("complete");
            assertThat(Metrics.value(OPEN)).isEqualTo(1);
            assertThat(Metrics.value("requests_in_flight")).isZero();
            assertThat(Metrics.value(quotes) - before).isEqualTo(3);
            assertThat(Metrics.value("quote_stream_first_quote_seconds_count") - first)
                    .isEqualTo(1);
        }
        Awaitility.await().until(() -> Metrics.value(OPEN) == 0);
        Awaitility.await().untilAsserted(() -> assertThat(Metrics.value(gone) - goneBefore)
                .isEqualTo(1));
    }

    private static Event quote(List<Event> events, String type) {
        return events.stream()
                .filter(event -> event.is("quote", type))
                .findFirst()
                .orElseThrow();
    }

    private static String reason(List<Event> events) {
        return events.get(events.size() - 1).json().path("reason").textValue();
    }

    private static ProblemAnswer problem(EventStream noStream) {
        try (noStream) {
            return ProblemAnswer.of(noStream.head());
        }
    }
}
