package io.moonconnect.quote;

import jakarta.inject.Singleton;

import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.paymentmethod.PaymentMethods;
import io.moonconnect.problem.Failure;
import io.moonconnect.time.Deadline;
import io.smallrye.mutiny.Uni;

/** Plans and requests the legs of comparisons. */
@Singleton
class Legs {

    private final PaymentMethods paymentMethods;
    private final MoonPay moonPay;
    private final Quotes quotes;
    private final LegMetrics metrics;

    Legs(PaymentMethods paymentMethods, MoonPay moonPay, Quotes quotes, LegMetrics metrics) {
        this.paymentMethods = paymentMethods;
        this.moonPay = moonPay;
        this.quotes = quotes;
        this.metrics = metrics;
    }

    /** The methods that the caller selected, or all usable ones. */
    Uni<LegPlan> plan(Purchase purchase, Deadline deadline) {
        ComparisonRequest request = purchase.request();
        if (request.paymentMethods() != null) {
            return Uni.createFrom().item(LegPlan.given(request));
        }
        return paymentMethods
                .forPurchase(purchase.token(), request.currency(), deadline)
                .map(offered -> LegPlan.usable(request, offered));
    }

    /** Requests one leg; a failure is returned as {@link Leg.Miss}. */
    Uni<Leg> ask(Purchase purchase, PaymentMethod method, Deadline deadline) {
        return metrics.leg(quote(purchase, method, PermitClass.COMPARISON, deadline));
    }

    /** As above, for a quote that replaces one of a stream. */
    Uni<Leg> refresh(Purchase purchase, PaymentMethod method, Deadline deadline) {
        return metrics.refresh(quote(purchase, method, PermitClass.BACKGROUND, deadline));
    }

    private Uni<Leg> quote(Purchase purchase, PaymentMethod method, PermitClass permitClass, Deadline deadline) {
        return moonPay.buyQuote(purchase.token(), purchase.request().paidWith(method), permitClass, deadline)
                .map(answer -> offer(purchase, method, answer))
                .onFailure(Failure.class)
                .recoverWithItem(failure -> new Leg.Miss(method, failure));
    }

    private Leg offer(Purchase purchase, PaymentMethod method, Answer<Quote> answer) {
        QuoteAnswer complete = quotes.complete(answer, purchase.languages());
        return new Leg.Offer(method, answer.value(), complete, answer.requestId(), System.nanoTime());
    }
}
