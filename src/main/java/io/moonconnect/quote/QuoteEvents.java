package io.moonconnect.quote;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.stream.StreamEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The events of a quote stream, conflated per method for slow readers. */
final class QuoteEvents {

    static final String NO_QUOTES = "no-quotes";

    private QuoteEvents() {}

    /** The planned methods, for each of which a quote or failure follows, and the skipped ones. */
    @RegisterForReflection
    record Methods(List<PaymentMethod> methods, List<LegPlan.Skipped> skipped) {}

    /** Computes the remaining lifetime when it is written, which may be later than the quote's arrival. */
    @RegisterForReflection
    record Standing(Leg.Offer offer) {

        @JsonValue
        ComparisonAnswer.Ranked now() {
            return ComparisonAnswer.Ranked.of(offer, null);
        }
    }

    /** @param retryInMs time until the retry; absent if there is none */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(@JsonUnwrapped ComparisonAnswer.Failed failed, Long retryInMs) {}

    /** A method whose quote has expired. */
    @RegisterForReflection
    record Over(PaymentMethod paymentMethod) {}

    /** The first round has ended; {@code complete} if every method was requested and answered in time. */
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

    static StreamEvent quote(Leg.Offer offer) {
        return ofMethod("quote", offer.paymentMethod(), new Standing(offer));
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
