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
 * The response of {@code POST /v1/quotes/compare}.
 *
 * @param complete whether every leg was requested and answered in time
 * @param quotes best first
 * @param failures legs without a quote
 * @param skipped methods for which no quote was requested
 */
public record ComparisonAnswer(
        boolean complete, List<Ranked> quotes, List<Failed> failures, List<LegPlan.Skipped> skipped) {

    /**
     * A ranked quote.
     *
     * @param quote MoonPay's object, byte for byte
     * @param best true on the best executable quote, or on the best estimate if none is executable; otherwise
     *     absent
     * @param moonPayRequestId of this leg; absent if MoonPay sent none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ranked(
            PaymentMethod paymentMethod,
            RawJson quote,
            List<Disclosure> disclosures,
            long expiresInMs,
            long refreshInMs,
            Boolean best,
            String moonPayRequestId) {

        /** With what is left of its times: it is written later than it arrived, after slower legs for example. */
        static Ranked of(Leg.Offer offer, Boolean best) {
            QuoteAnswer answer = offer.answer();
            return new Ranked(
                    offer.paymentMethod(),
                    answer.quote(),
                    answer.disclosures(),
                    offer.expiresInMs(),
                    offer.refreshInMs(),
                    best,
                    offer.moonPayRequestId());
        }
    }

    /** A leg without a quote; the request id is absent if MoonPay did not answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failed(PaymentMethod paymentMethod, Problem problem, String moonPayRequestId) {}

    static ComparisonAnswer of(Comparison comparison, Function<Failure, Problem> problems) {
        Leg.Offer best = comparison.best().orElse(null);
        return new ComparisonAnswer(
                comparison.complete(),
                comparison.offers().stream()
                        .map(offer -> Ranked.of(offer, offer == best ? true : null))
                        .toList(),
                comparison.misses().stream().map(miss -> failed(miss, problems)).toList(),
                comparison.skipped());
    }

    static Failed failed(Leg.Miss miss, Function<Failure, Problem> problems) {
        Failure failure = miss.failure();
        return new Failed(
                miss.paymentMethod(),
                problems.apply(failure),
                failure.moonPayRequestId().orElse(null));
    }
}
