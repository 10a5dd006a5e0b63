package io.moonconnect.transaction;

import java.time.Duration;
import java.util.function.Function;

import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.wire.Transaction;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Problem;
import io.moonconnect.stream.EventSink;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * A stream that follows a transaction. Its response waits for the first state; its events start later, with the latest
 * state by then. Used on the context of {@link Watches} only.
 */
final class Watcher {

    private final Function<Failure, Problem> problems;
    private UniEmitter<? super Answer<Transaction>> opening;
    private EventSink events;
    private Watch watch;
    private Transaction latest;
    private Throwable failure;
    private boolean ended;
    private boolean gone;

    /** @param problems converts failures to problems of this stream's request */
    Watcher(Function<Failure, Problem> problems) {
        this.problems = problems;
    }

    /** @param first receives the first state, or the failure */
    void join(Watch joined, UniEmitter<? super Answer<Transaction>> first) {
        watch = joined;
        opening = first;
        joined.join(this);
    }

    boolean isGone() {
        return gone;
    }

    void leave() {
        gone = true;
        if (watch != null) {
            watch.leave(this);
        }
    }

    boolean waits() {
        return latest == null;
    }

    void follow(EventSink sink) {
        events = sink;
        sink.event(TransactionEvents.transaction(latest));
        if (failure != null) {
            sink.fail(failure);
        } else if (ended) {
            sink.event(TransactionEvents.ENDED);
        }
    }

    void accept(Answer<Transaction> answer) {
        boolean first = waits();
        latest = answer.value();
        if (events != null) {
            events.event(TransactionEvents.transaction(latest));
        } else if (first) {
            opening.complete(answer);
        }
    }

    /** Receives a failure that is retried. */
    void miss(Failure missed, Duration retryIn) {
        if (events != null) {
            events.event(TransactionEvents.failure(problems.apply(missed), retryIn));
        }
    }

    /** The transaction has reached its final state. */
    void end() {
        ended = true;
        if (events != null) {
            events.event(TransactionEvents.ENDED);
        }
    }

    /** Receives a failure that is not retried. */
    void fail(Throwable last) {
        failure = last;
        if (waits()) {
            opening.fail(last);
        } else if (events != null) {
            events.fail(last);
        }
    }
}
