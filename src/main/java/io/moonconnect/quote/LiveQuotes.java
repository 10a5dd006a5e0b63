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
 * The quotes of one stream. Each leg is told as it arrives; then the best quote and those that are followed are asked for
 * again before they expire, and stand until their successors are there. Where one of them expires, it is tried on, and the
 * best of those that stand is refreshed beside it; one that cannot be had again is given up.
 * Everything happens on the context of the stream's request.
 */
final class LiveQuotes {

    /** What asks MoonPay, and what is told of what came. */
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

    /** The one to refresh for being the best, or having been it last; null where there never was a quote. */
    private LiveQuote leader;

    /** As told last; null while the first round runs. */
    private Standings told;

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
        told = Standings.of(standing());
        boolean complete =
                Comparison.of(firstRound, plan.skipped(), request.bestFirst()).complete();
        firstRound.clear();
        events.emit(QuoteEvents.complete(complete, told));
        settle();
    }

    /** @param again whether it is asked for once more where it brought nothing */
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

    /** Brings what is refreshed and what is told in line with how things are. */
    private void settle() {
        if (stopped) {
            return;
        }
        Comparison standing = standing();
        best(standing).ifPresent(best -> leader = best);
        tell(Standings.of(standing));
        List<LiveQuote> refreshed =
                quotes.values().stream().filter(this::isRefreshed).toList();
        wiring.account().now(refreshed.size());
        refreshed.stream().filter(LiveQuote::isDue).toList().forEach(this::refresh);
        if (told != null && refreshed.isEmpty() && standing.offers().isEmpty()) {
            events.emit(StreamEvent.bye(QuoteEvents.NO_QUOTES));
            events.complete();
        }
    }

    private void tell(Standings now) {
        if (told != null && !told.tell(now)) {
            events.emit(QuoteEvents.ranking(now));
        }
        if (told != null) {
            told = now;
        }
    }

    private boolean isRefreshed(LiveQuote quote) {
        return !quote.isGivenUp() && (quote == leader || quote.isFollowed() || quote.isLost());
    }

    private Comparison standing() {
        return ranked(quotes.values());
    }

    /** The best of those that can be had again. */
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
