package io.moonconnect.quote;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.stream.StreamEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a stream of quotes tells. A slow reader needs of each method how it stands and the newest failure. */
final class QuoteEvents {

    static final String NO_QUOTES = "no-quotes";

    private QuoteEvents() {}

    /**
     * What is going to be asked, and what not.
     *
     * @param methods a {@code quote} or {@code failure} comes for each
     */
    @RegisterForReflection
    record Methods(List<PaymentMethod> methods, List<LegPlan.Skipped> skipped) {}

    /** The offer as it stands when it is written, which for a client that reads slowly can be later than it was made. */
    @RegisterForReflection
    record Standing(StandingQuote quote) {

        @JsonValue
        ComparisonAnswer.Ranked now() {
            return quote.now();
        }
    }

    /** @param retryInMs when it is asked for again; absent where it is not */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(@JsonUnwrapped ComparisonAnswer.Failed failed, Long retryInMs) {}

    /** A method whose quote is no longer good. */
    @RegisterForReflection
    record Over(PaymentMethod paymentMethod) {}

    /**
     * The end of the first round.
     *
     * @param complete whether every method was asked and answered in time
     * @param ranking of those that have a quote, best first
     * @param best the best that could be paid, else the best estimate; absent where there is no quote
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Complete(boolean complete, List<PaymentMethod> ranking, PaymentMethod best) {}

    /** The same later on, where it is no longer as it was told. */
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

    /** Whatever is said of a method's quote takes the place of what was said of it before. */
    private static StreamEvent ofMethod(String name, PaymentMethod method, Object body) {
        return new StreamEvent(name, "quote " + method, body);
    }
}
