package io.moonconnect.quote;

import java.util.List;
import java.util.Locale.LanguageRange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.moonpay.AccessToken;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.Deadline;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.permit.PermitClass;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.paymentmethod.PaymentMethods;
import io.moonconnect.problem.Failure;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/**
 * Compares what a customer could pay with: finds the usable methods, asks MoonPay for all their quotes at once, and ranks
 * what has arrived by the deadline. Cancelling it cancels every leg.
 */
@ApplicationScoped
class Comparisons {

    private final PaymentMethods paymentMethods;
    private final MoonPay moonPay;
    private final Quotes quotes;
    private final ComparisonConfig config;
    private final LegMetrics metrics;

    Comparisons(
            PaymentMethods paymentMethods,
            MoonPay moonPay,
            Quotes quotes,
            ComparisonConfig config,
            LegMetrics metrics) {
        this.paymentMethods = paymentMethods;
        this.moonPay = moonPay;
        this.quotes = quotes;
        this.config = config;
        this.metrics = metrics;
        if (config.compareDeadline().toMillis() < 1) {
            throw new ConfigurationException("moonconnect.compare-deadline must be longer than nothing");
        }
    }

    /** Being observed is what makes a bad configuration a start-up error. */
    void start(@Observes StartupEvent event) {}

    Uni<Comparison> compare(AccessToken token, ComparisonRequest request, List<LanguageRange> languages) {
        PurchaseRules.check(request);
        Round round = new Round(token, request, languages, Deadline.after(config.compareDeadline()));
        return round.plan().chain(round::askAll).map(Comparison::orCommonFailure);
    }

    /** One comparison on its way. */
    private final class Round {

        private final AccessToken token;
        private final ComparisonRequest request;
        private final List<LanguageRange> languages;
        private final Deadline deadline;

        Round(AccessToken token, ComparisonRequest request, List<LanguageRange> languages, Deadline deadline) {
            this.token = token;
            this.request = request;
            this.languages = languages;
            this.deadline = deadline;
        }

        Uni<LegPlan> plan() {
            if (request.paymentMethods() != null) {
                return Uni.createFrom().item(LegPlan.given(request));
            }
            return paymentMethods
                    .forPurchase(token, request.currency(), deadline)
                    .map(offered -> LegPlan.usable(request, offered));
        }

        Uni<Comparison> askAll(LegPlan plan) {
            if (plan.methods().isEmpty()) {
                return Uni.createFrom().item(ranked(List.of(), plan));
            }
            return Uni.join()
                    .all(plan.methods().stream().map(this::ask).toList())
                    .andFailFast()
                    .map(legs -> ranked(legs, plan));
        }

        /** One leg, which never fails: a failure is an outcome of its own. */
        private Uni<Leg> ask(PaymentMethod method) {
            return moonPay.buyQuote(token, request.paidWith(method), PermitClass.COMPARISON, deadline)
                    .map(answer -> offer(method, answer))
                    .onFailure(Failure.class)
                    .recoverWithItem(failure -> miss(method, failure))
                    .onCancellation()
                    .invoke(metrics::cancelled);
        }

        private Leg offer(PaymentMethod method, Answer<Quote> answer) {
            metrics.offered();
            return new Leg.Offer(method, answer.value(), quotes.complete(answer, languages), answer.requestId());
        }

        private Leg miss(PaymentMethod method, Failure failure) {
            metrics.missed(failure);
            return new Leg.Miss(method, failure);
        }

        private Comparison ranked(List<Leg> legs, LegPlan plan) {
            return Comparison.of(legs, plan.skipped(), Leg.Offer.bestFirst(request.fixesDestination()));
        }
    }
}
