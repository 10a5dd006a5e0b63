package io.moonconnect.quote;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Problem;

/**
 * The answer of {@code POST /v1/quotes/compare}.
 *
 * @param complete whether every leg was asked and answered in time
 * @param quotes best first
 * @param failures legs that brought no quote
 * @param skipped methods that no quote was asked for
 */
public record ComparisonAnswer(
        boolean complete, List<Ranked> quotes, List<Failed> failures, List<LegPlan.Skipped> skipped) {

    /**
     * A quote in the ranking.
     *
     * @param quote MoonPay's object, byte for byte
     * @param best true on the best quote that could be paid, else absent; on the best estimate where none could
     * @param moonPayRequestId of this leg; absent where MoonPay sent none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ranked(
            PaymentMethod paymentMethod,
            RawJson quote,
            List<Disclosure> disclosures,
            long expiresInMs,
            long refreshInMs,
            Boolean best,
            String moonPayRequestId) {}

    /**
     * A leg that brought no quote.
     *
     * @param moonPayRequestId of this leg; absent where MoonPay did not answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failed(PaymentMethod paymentMethod, Problem problem, String moonPayRequestId) {}

    static ComparisonAnswer of(Comparison comparison, Function<Failure, Problem> problems) {
        Leg.Offer best = comparison.best().orElse(null);
        return new ComparisonAnswer(
                comparison.complete(),
                comparison.offers().stream()
                        .map(offer -> ranked(offer, offer == best))
                        .toList(),
                comparison.misses().stream().map(miss -> failed(miss, problems)).toList(),
                comparison.skipped());
    }

    private static Ranked ranked(Leg.Offer offer, boolean best) {
        QuoteAnswer answer = offer.answer();
        return new Ranked(
                offer.paymentMethod(),
                answer.quote(),
                answer.disclosures(),
                answer.expiresInMs(),
                answer.refreshInMs(),
                best ? true : null,
                offer.moonPayRequestId());
    }

    static Failed failed(Leg.Miss miss, Function<Failure, Problem> problems) {
        Failure failure = miss.failure();
        return new Failed(
                miss.paymentMethod(),
                problems.apply(failure),
                failure.moonPayRequestId().orElse(null));
    }
}
