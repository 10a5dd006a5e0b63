package io.moonconnect.transaction;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.wire.Transaction;
import io.moonconnect.problem.Failure;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A transaction followed with one token by any number of {@link Watcher}s. At most one read is in flight; an
 * announcement during a read causes another one after it. Ends with the transaction and its {@link LastReads}, a
 * non-retryable failure, or the last watcher. Used on the context of {@link Watches} only.
 */
final class Watch {

    private static final Cancellable NOTHING = () -> {};

    private final TransactionReads reads;
    private final PollInterval interval;
    private final LastReads lastReads;
    private final PollContext context;
    private final PollPace pace;
    private final PollMetrics metrics;
    private final Cancellable listening;
    private final Runnable whenOver;
    private final Set<Watcher> watchers = new LinkedHashSet<>();
    private final Runnable pollTurn = () -> read(PollTrigger.TIMER);
    private final Runnable newsTurn = () -> read(PollTrigger.WEBHOOK);
    private Cancellable timer = NOTHING;
    private Cancellable reading = NOTHING;
    private Answer<Transaction> known;
    private long knownSince;
    private boolean newsMeanwhile;
    private boolean over;

    /** @param whenOver called once at the end */
    Watch(TransactionReads reads, PollInterval interval, LastReads lastReads, Polling polling, Runnable whenOver) {
        this.reads = reads;
        this.interval = interval;
        this.lastReads = lastReads;
        this.context = polling.context();
        this.pace = polling.pace();
        this.metrics = polling.metrics();
        this.whenOver = whenOver;
        this.listening = polling.changes().listen(reads.transactionId(), () -> context.run(this::wake));
    }

    /** Adds a watcher, which gets the known state if fresh, or else the result of a read. */
    void join(Watcher watcher) {
        watchers.add(watcher);
        if (isFresh()) {
            watcher.accept(known);
        } else if (reading == NOTHING) {
            read(PollTrigger.OPENING);
        }
    }

    void leave(Watcher watcher) {
        watchers.remove(watcher);
        if (watchers.isEmpty()) {
            stop();
        }
    }

    /** A change was announced. */
    private void wake() {
        if (over) {
            return;
        }
        interval.restart();
        if (reading == NOTHING) {
            dropPlans();
            pace.urgent(newsTurn);
        } else {
            newsMeanwhile = true;
        }
    }

    private void read(PollTrigger trigger) {
        dropPlans();
        newsMeanwhile = false;
        long begun = context.now();
        reading = reads.read(trigger)
                .subscribe()
                .with(
                        answer -> context.run(() -> arrived(trigger, begun, answer)),
                        failure -> context.run(() -> failed(trigger, failure)));
    }

    private void arrived(PollTrigger trigger, long begun, Answer<Transaction> answer) {
        if (over) {
            return;
        }
        reading = NOTHING;
        boolean changed = known == null || isNews(answer.value());
        known = answer;
        knownSince = begun;
        if (changed) {
            interval.restart();
        }
        metrics.polled(trigger, changed ? "changed" : "unchanged");
        each(watcher -> changed || watcher.waits(), watcher -> watcher.accept(answer));
        boolean more = lastReads.expected(answer.value());
        if (answer.value().isOver() && !more) {
            end();
        } else {
            planNextOrEnd(Duration.ZERO);
        }
    }

    private boolean isNews(Transaction read) {
        return lastReads.begun()
                ? !known.value().saysTheSameAs(read)
                : !known.value().isAsFarAs(read);
    }

    private void end() {
        watchers.forEach(Watcher::end);
        stop();
    }

    private void failed(PollTrigger trigger, Throwable failure) {
        if (over) {
            return;
        }
        reading = NOTHING;
        metrics.polled(trigger, "failed");
        if (failure instanceof Failure passing && passing.retryable()) {
            missed(trigger, passing);
        } else {
            // Watchers that have the completed transaction end normally, although it cannot be read any more.
            each(watcher -> lastReads.begun() && !watcher.waits(), Watcher::end);
            each(watcher -> !lastReads.begun() || watcher.waits(), watcher -> watcher.fail(failure));
            stop();
        }
    }

    private void missed(PollTrigger trigger, Failure failure) {
        boolean waiting = watchers.stream().anyMatch(Watcher::waits);
        if (waiting && trigger != PollTrigger.OPENING) {
            // The failed read was a background poll; retry with the priority of a waiting caller.
            read(PollTrigger.OPENING);
            return;
        }
        each(Watcher::waits, watcher -> watcher.fail(failure));
        watchers.removeIf(Watcher::waits);
        if (watchers.isEmpty()) {
            stop();
        } else {
            planNextOrEnd(failure.retryAfter().orElse(Duration.ZERO))
                    .ifPresent(pause -> watchers.forEach(watcher -> watcher.miss(failure, pause)));
        }
    }

    /** Schedules the next read, and returns the time until then; ends without one if the last reads are over. */
    private Optional<Duration> planNextOrEnd(Duration atLeast) {
        if (newsMeanwhile && atLeast.isZero()) {
            pace.urgent(newsTurn);
            return Optional.of(Duration.ZERO);
        }
        Optional<Duration> next =
                lastReads.begun() ? lastReads.untilNext() : Optional.of(interval.next(ThreadLocalRandom.current()));
        if (next.isEmpty()) {
            end();
            return Optional.empty();
        }
        Duration pause = next.get().compareTo(atLeast) < 0 ? atLeast : next.get();
        timer = context.after(pause, () -> pace.due(pollTurn));
        return Optional.of(pause);
    }

    private void dropPlans() {
        timer.cancel();
        pace.leave(pollTurn);
        pace.leave(newsTurn);
    }

    private void stop() {
        if (!over) {
            over = true;
            dropPlans();
            listening.cancel();
            reading.cancel();
            watchers.clear();
            whenOver.run();
        }
    }

    private boolean isFresh() {
        return known != null && context.now() - knownSince < interval.first().toNanos();
    }

    private void each(Predicate<Watcher> which, Consumer<Watcher> action) {
        watchers.stream().filter(which).forEach(action);
    }
}
