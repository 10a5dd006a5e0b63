package io.moonconnect.quote;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.stream.StreamEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The events of a quote stream. For a slow reader they are conflated to the latest state and the latest failure of each
 * method.
 */
final class QuoteEvents {

    static final String NO_QUOTES = "no-quotes";

    private QuoteEvents() {}

    /**
     * The planned and skipped methods.
     *
     * @param methods a {@code quote} or {@code failure} follows for each
     */
    @RegisterForReflection
    record Methods(List<PaymentMethod> methods, List<LegPlan.Skipped> skipped) {}

    /**
     * Serializes the remaining lifetime at the time of writing, which for a slow client can be later than the arrival
     * of the quote.
     */
    @RegisterForReflection
    record Standing(StandingQuote quote) {

        @JsonValue
        ComparisonAnswer.Ranked now() {
            return quote.now();
        }
    }

    /** @param retryInMs time until the retry; absent if there is none */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(@JsonUnwrapped ComparisonAnswer.Failed failed, Long retryInMs) {}

    /** A method whose quote has expired. */
    @RegisterForReflection
    record Over(PaymentMethod paymentMethod) {}

    /**
     * The first round has ended.
     *
     * @param complete whether every method was requested and answered in time
     * @param ranking methods with a quote, best first
     * @param best the best executable quote, or else the best estimate; absent if there is no quote
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Complete(boolean complete, List<PaymentMethod> ranking, PaymentMethod best) {}

    /** A changed ranking after the first round. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ranking(List<PaymentMethod> ranking, PaymentMethod best) {}

    static StreamEvent methods(LegPlan plan) {
        return StreamEvent.of("methods", new Methods(plan.methods(), plan.skipped()));
    }

    static StreamEvent quote(StandingQuote quote) {
        return ofMethod("quote", quote.offer().paymentMethod(), new Standing(quote));
    }

    static StreamEvent stale(PaymentMethod method) {
        return ofMethod("stale", method, new Over(method));
    }

    static StreamEvent expired(PaymentMethod method) {
        return ofMethod("expired", method, new Over(method));
    }

    static StreamEvent failure(ComparisonAnswer.Failed failed, Long retryInMs) {
        return new StreamEvent("failure", "failure " + failed.paymentMethod(), new Failed(failed, retryInMs));
    }

    static StreamEvent complete(boolean complete, Standings standings) {
        return StreamEvent.of("complete", new Complete(complete, standings.ranking(), standings.best()));
    }

    static StreamEvent ranking(Standings standings) {
        return StreamEvent.of("ranking", new Ranking(standings.ranking(), standings.best()));
    }

    /** Events with the same key replace each other. */
    private static StreamEvent ofMethod(String name, PaymentMethod method, Object body) {
        return new StreamEvent(name, "quote " + method, body);
    }
}
