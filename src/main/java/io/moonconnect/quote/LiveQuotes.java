package io.moonconnect.quote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Problem;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.stream.EventSink;
import io.moonconnect.stream.ResettableTimer;
import io.moonconnect.stream.StreamEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;

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
            RefreshBudget.Entry budget) {}

    private final boolean destinationFixed;
    private final Wiring wiring;
    private final EventSink events;
    private final List<LiveQuote> quotes;
    private final ResettableTimer timer;

    /** Calls of the first round, while it runs. */
    private List<Cancellable> asked = List.of();

    private int arrived;
    private boolean complete = true;

    /** The best quote, or the last one to have been best; null if there never was a quote. */
    private LiveQuote leader;

    /** The standings as last emitted; null during the first round. */
    private Standings emitted;

    private boolean stopped;

    /** @param quotes of different methods */
    LiveQuotes(boolean destinationFixed, List<LiveQuote> quotes, Wiring wiring, Vertx vertx, EventSink events) {
        this.destinationFixed = destinationFixed;
        this.quotes = quotes;
        this.wiring = wiring;
        this.events = events;
        this.timer = new ResettableTimer(vertx, () -> guarded(this::onTimer));
    }

    void begin(LegPlan plan) {
        guarded(() -> startRound(plan));
    }

    private void startRound(LegPlan plan) {
        events.event(QuoteEvents.methods(plan));
        List<Cancellable> round = new ArrayList<>();
        asked = round;
        for (LiveQuote quote : quotes) {
            if (stopped) {
                return;
            }
            round.add(wiring.ask()
                    .apply(quote.method())
                    .subscribe()
                    .with(leg -> guarded(() -> arrived(quote, leg)), this::fail));
        }
        if (quotes.isEmpty()) {
            completeRound();
        }
    }

    void stop() {
        stopped = true;
        asked.forEach(Cancellable::cancel);
        quotes.forEach(LiveQuote::stop);
        timer.cancel();
    }

    private void arrived(LiveQuote quote, Leg leg) {
        arrived++;
        complete &= !(leg instanceof Leg.Miss miss && miss.isOutOfTime());
        take(quote, leg, quote.isFollowed());
        if (arrived == quotes.size() && !stopped) {
            completeRound();
        } else {
            setTimer();
        }
    }

    private void completeRound() {
        asked = List.of();
        emitted = Standings.of(ranking());
        events.event(QuoteEvents.complete(complete, emitted));
        settle();
    }

    private void setTimer() {
        long now = System.nanoTime();
        long next = quotes.stream().mapToLong(quote -> quote.nextIn(now)).min().orElse(Long.MAX_VALUE);
        if (next != Long.MAX_VALUE && !stopped) {
            timer.set(now + next);
        }
    }

    private void onTimer() {
        long now = System.nanoTime();
        quotes.forEach(quote -> quote.passTo(now));
        // All of them before the next leader is chosen: it must not be one that has expired too.
        quotes.stream().filter(quote -> quote.hasExpired(now)).forEach(this::over);
        settle();
    }

    /** @param again whether a failure is retried */
    private void take(LiveQuote quote, Leg leg, boolean again) {
        if (leg instanceof Leg.Offer offer) {
            quote.stand(offer, Price.of(offer.quote(), destinationFixed));
            wiring.offered().accept(offer);
            events.event(QuoteEvents.quote(offer));
        } else if (leg instanceof Leg.Miss miss) {
            missed(quote, miss, again);
        }
    }

    private void missed(LiveQuote quote, Leg.Miss miss, boolean again) {
        if (miss.failure().type() == ProblemType.MOONPAY_TOKEN_REJECTED) {
            fail(miss.failure());
            return;
        }
        Long retryInMs = again ? quote.miss(miss.failure()) : null;
        events.event(QuoteEvents.failure(ComparisonAnswer.failed(miss, wiring.problems()), retryInMs));
    }

    private void refresh(LiveQuote quote) {
        quote.ask(wiring.refresh().apply(quote.method()), leg -> guarded(() -> refreshed(quote, leg)), this::fail);
    }

    private void refreshed(LiveQuote quote, Leg leg) {
        take(quote, leg, true);
        settle();
    }

    private void over(LiveQuote quote) {
        boolean missing = quote.isWanted() || isRefreshed(quote);
        quote.over(missing);
        events.event(missing ? QuoteEvents.expired(quote.method()) : QuoteEvents.stale(quote.method()));
    }

    /** Updates the leader, emits changed standings, and starts due refreshes. */
    private void settle() {
        if (stopped) {
            return;
        }
        List<LiveQuote> ranking = ranking();
        lasting(ranking).ifPresent(best -> leader = best);
        emitRanking(Standings.of(ranking));
        List<LiveQuote> refreshed = quotes.stream().filter(this::isRefreshed).toList();
        wiring.budget().now(refreshed.size());
        refreshed.stream().filter(LiveQuote::isDue).toList().forEach(this::refresh);
        if (emitted != null && refreshed.isEmpty() && ranking.isEmpty()) {
            stop();
            events.event(StreamEvent.bye(QuoteEvents.NO_QUOTES));
        }
        setTimer();
    }

    private void emitRanking(Standings now) {
        if (emitted != null && !emitted.implies(now)) {
            events.event(QuoteEvents.ranking(now));
        }
        if (emitted != null) {
            emitted = now;
        }
    }

    private boolean isRefreshed(LiveQuote quote) {
        return !quote.isGivenUp() && (quote == leader || quote.isFollowed() || quote.isLost());
    }

    /** Methods with a current quote, best first. */
    private List<LiveQuote> ranking() {
        return quotes.stream()
                .filter(quote -> quote.price() != null)
                .sorted(Comparator.comparing(LiveQuote::price, Price.bestFirst(destinationFixed)))
                .toList();
    }

    /** The best of those that are not given up. */
    private static Optional<LiveQuote> lasting(List<LiveQuote> ranking) {
        return Standings.best(
                ranking.stream().filter(quote -> !quote.isGivenUp()).toList());
    }

    /** An exception ends the stream; otherwise it would go on without refreshes and without expiry. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException unexpected) {
            fail(unexpected);
        }
    }

    private void fail(Throwable failure) {
        stop();
        events.fail(failure);
    }
}
