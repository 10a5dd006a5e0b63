package io.moonconnect.quote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/** What a comparison says of the quotes that it has waited with. */
class ComparisonAnswerTest {

    private static final String QUOTE = """
            {"data":{"source":{"amount":"120.00"},"destination":{"amount":"0.035"},
             "expiresAt":"2026-01-01T00:00:00Z","executable":true,"paymentDisclosures":[]}}""";

    @Test
    void the_times_of_a_quote_that_waited_for_slower_ones_count_from_the_response() throws IOException {
        long arrived = System.nanoTime() - Duration.ofSeconds(2).toNanos();
        ComparisonAnswer.Ranked waited = answered(arrived, 10_000, 8_000);
        assertThat(waited.expiresInMs()).isPositive().isLessThanOrEqualTo(8_000);
        assertThat(waited.refreshInMs()).isPositive().isLessThanOrEqualTo(6_000);
        assertThat(waited.best()).isTrue();
    }

    @Test
    void a_quote_that_expired_while_it_waited_has_no_time_left() throws IOException {
        long arrived = System.nanoTime() - Duration.ofSeconds(2).toNanos();
        ComparisonAnswer.Ranked waited = answered(arrived, 1_000, 800);
        assertThat(waited.expiresInMs()).isZero();
        assertThat(waited.refreshInMs()).isZero();
    }

    private static ComparisonAnswer.Ranked answered(long arrived, long expiresInMs, long refreshInMs)
            throws IOException {
        Quote quote = Quote.read(QUOTE.getBytes(StandardCharsets.UTF_8));
        QuoteAnswer answer = new QuoteAnswer(quote.raw(), List.of(), expiresInMs, refreshInMs);
        Leg offer = new Leg.Offer(new PaymentMethod("apple_pay", null), quote, answer, null, arrived);
        Comparison comparison = Comparison.of(List.of(offer), List.of(), Leg.Offer.bestFirst(false));
        return ComparisonAnswer.of(comparison, failure -> Problem.of(failure, "/", "id"))
                .quotes()
                .get(0);
    }
}
