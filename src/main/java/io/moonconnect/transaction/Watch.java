package io.moonconnect.transaction;

import java.time.Duration;
import java.util.LinkedHashSet;
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
 * announcement during a read causes another one after it. Ends with the transaction, a non-retryable failure, or the
 * last watcher. Used on the context of {@link Watches} only.
 */
final class Watch {

    private static final Cancellable NOTHING = () -> {};

    private final TransactionReads reads;
    private final PollInterval interval;
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
    Watch(TransactionReads reads, PollInterval interval, Polling polling, Runnable whenOver) {
        this.reads = reads;
        this.interval = interval;
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
        boolean changed = known == null || !known.value().isAsFarAs(answer.value());
        known = answer;
        knownSince = begun;
        if (changed) {
            interval.restart();
        }
        metrics.polled(trigger, changed ? "changed" : "unchanged");
        each(watcher -> changed || watcher.waits(), watcher -> watcher.accept(answer));
        if (answer.value().isOver()) {
            watchers.forEach(Watcher::end);
            stop();
        } else {
            planNext(Duration.ZERO);
        }
    }

    private void failed(PollTrigger trigger, Throwable failure) {
        if (over) {
            return;
        }
        reading = NOTHING;
        metrics.polled(trigger, "failed");
        if (failure instanceof Failure passing && passing.type().retryable()) {
            missed(trigger, passing);
        } else {
            watchers.forEach(watcher -> watcher.fail(failure));
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
            Duration pause = planNext(failure.retryAfter().orElse(Duration.ZERO));
            watchers.forEach(watcher -> watcher.miss(failure, pause));
        }
    }

    /** Schedules the next read, and returns the time until then. */
    private Duration planNext(Duration atLeast) {
        if (newsMeanwhile && atLeast.isZero()) {
            pace.urgent(newsTurn);
            return Duration.ZERO;
        }
        Duration own = interval.next(ThreadLocalRandom.current());
        Duration pause = own.compareTo(atLeast) < 0 ? atLeast : own;
        timer = context.after(pause, () -> pace.due(pollTurn));
        return pause;
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
