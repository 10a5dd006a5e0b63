package io.moonconnect.quote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Problem;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.stream.StreamEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * The quotes of one stream. Emits each leg of the first round as it arrives; then refreshes the best quote and the
 * followed ones before they expire, keeping each until its replacement arrives. If one of them expires, it is retried,
 * and the best remaining quote is refreshed as well. A quote that cannot be refreshed is given up. Runs on the context
 * of the stream's request.
 */
final class LiveQuotes {

    /** The functions that request quotes, and the consumers of the results. */
    record Wiring(
            Function<PaymentMethod, Uni<Leg>> ask,
            Function<PaymentMethod, Uni<Leg>> refresh,
            Function<Failure, Problem> problems,
            Consumer<Leg.Offer> offered,
            RefreshAccount.Entry account) {}

    private final ComparisonRequest request;
    private final LegPlan plan;
    private final Wiring wiring;
    private final MultiEmitter<? super StreamEvent> events;
    private final Map<PaymentMethod, LiveQuote> quotes = new LinkedHashMap<>();
    private final List<Leg> firstRound = new ArrayList<>();
    private final List<Cancellable> asked = new ArrayList<>();

    /** The best quote, or the last one to have been best; null if there never was a quote. */
    private LiveQuote leader;

    /** The standings as last emitted; null during the first round. */
    private Standings emitted;

    private boolean stopped;

    LiveQuotes(
            ComparisonRequest request,
            LegPlan plan,
            Collection<LiveQuote> quotes,
            Wiring wiring,
            MultiEmitter<? super StreamEvent> events) {
        this.request = request;
        this.plan = plan;
        this.wiring = wiring;
        this.events = events;
        quotes.forEach(quote -> this.quotes.put(quote.method(), quote));
    }

    void begin() {
        events.emit(QuoteEvents.methods(plan));
        for (LiveQuote quote : quotes.values()) {
            if (stopped) {
                return;
            }
            asked.add(wiring.ask().apply(quote.method()).subscribe().with(leg -> arrived(quote, leg), this::fail));
        }
        if (quotes.isEmpty()) {
            completeRound();
        }
    }

    void stop() {
        stopped = true;
        asked.forEach(Cancellable::cancel);
        quotes.values().forEach(LiveQuote::stop);
    }

    private void arrived(LiveQuote quote, Leg leg) {
        firstRound.add(leg);
        take(quote, leg, quote.isFollowed());
        if (firstRound.size() == quotes.size() && !stopped) {
            asked.clear();
            completeRound();
        }
    }

    private void completeRound() {
        emitted = Standings.of(standing());
        boolean complete =
                Comparison.of(firstRound, plan.skipped(), request.bestFirst()).complete();
        firstRound.clear();
        events.emit(QuoteEvents.complete(complete, emitted));
        settle();
    }

    /** @param again whether a failure is retried */
    private void take(LiveQuote quote, Leg leg, boolean again) {
        if (leg instanceof Leg.Offer offer) {
            StandingQuote standing = StandingQuote.of(offer);
            quote.stand(standing, this::settle, () -> over(quote));
            wiring.offered().accept(offer);
            events.emit(QuoteEvents.quote(standing));
        } else if (leg instanceof Leg.Miss miss) {
            missed(quote, miss, again);
        }
    }

    private void missed(LiveQuote quote, Leg.Miss miss, boolean again) {
        if (miss.failure().type() == ProblemType.MOONPAY_TOKEN_REJECTED) {
            fail(miss.failure());
            return;
        }
        Long retryInMs = again ? quote.miss(miss.failure(), this::settle) : null;
        events.emit(QuoteEvents.failure(ComparisonAnswer.failed(miss, wiring.problems()), retryInMs));
    }

    private void refresh(LiveQuote quote) {
        quote.ask(wiring.refresh().apply(quote.method()), leg -> refreshed(quote, leg), this::fail);
    }

    private void refreshed(LiveQuote quote, Leg leg) {
        take(quote, leg, true);
        settle();
    }

    private void over(LiveQuote quote) {
        boolean missing = quote.isWanted() || isRefreshed(quote);
        quote.over(missing);
        events.emit(missing ? QuoteEvents.expired(quote.method()) : QuoteEvents.stale(quote.method()));
        settle();
    }

    /** Updates the leader, emits changed standings, and starts due refreshes. */
    private void settle() {
        if (stopped) {
            return;
        }
        Comparison standing = standing();
        best(standing).ifPresent(best -> leader = best);
        emitRanking(Standings.of(standing));
        List<LiveQuote> refreshed =
                quotes.values().stream().filter(this::isRefreshed).toList();
        wiring.account().now(refreshed.size());
        refreshed.stream().filter(LiveQuote::isDue).toList().forEach(this::refresh);
        if (emitted != null && refreshed.isEmpty() && standing.offers().isEmpty()) {
            events.emit(StreamEvent.bye(QuoteEvents.NO_QUOTES));
            events.complete();
        }
    }

    private void emitRanking(Standings now) {
        if (emitted != null && !emitted.implies(now)) {
            events.emit(QuoteEvents.ranking(now));
        }
        if (emitted != null) {
            emitted = now;
        }
    }

    private boolean isRefreshed(LiveQuote quote) {
        return !quote.isGivenUp() && (quote == leader || quote.isFollowed() || quote.isLost());
    }

    private Comparison standing() {
        return ranked(quotes.values());
    }

    /** The best of those that are not given up. */
    private Optional<LiveQuote> best(Comparison standing) {
        List<LiveQuote> lasting =
                quotes.values().stream().filter(quote -> !quote.isGivenUp()).toList();
        Comparison of = lasting.size() == quotes.size() ? standing : ranked(lasting);
        return of.best().map(best -> quotes.get(best.paymentMethod()));
    }

    private Comparison ranked(Collection<LiveQuote> some) {
        List<Leg> offers = some.stream()
                .map(LiveQuote::standing)
                .filter(Objects::nonNull)
                .<Leg>map(StandingQuote::offer)
                .toList();
        return Comparison.of(offers, plan.skipped(), request.bestFirst());
    }

    private void fail(Throwable failure) {
        events.fail(failure);
    }
}
