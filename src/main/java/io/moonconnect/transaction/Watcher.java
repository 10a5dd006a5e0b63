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
 * One stream that follows a transaction. Its answer waits for the first state; its events begin a moment later, with the
 * newest state by then. Only the context of {@link Watches} uses it.
 */
final class Watcher {

    private final Function<Failure, Problem> problems;
    private UniEmitter<? super Answer<Transaction>> opening;
    private EventSink events;
    private Watch watch;
    private Transaction told;
    private Throwable failure;
    private boolean ended;
    private boolean gone;

    /** @param problems a failure as the request of this stream is told of it */
    Watcher(Function<Failure, Problem> problems) {
        this.problems = problems;
    }

    /** @param first gets the first state, or why there is none */
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

    /** Whether it has no state yet. */
    boolean waits() {
        return told == null;
    }

    /** From now on it gets its events. */
    void follow(EventSink sink) {
        events = sink;
        sink.event(TransactionEvents.transaction(told));
        if (failure != null) {
            sink.fail(failure);
        } else if (ended) {
            sink.event(TransactionEvents.ENDED);
        }
    }

    /** A state that it does not know yet. */
    void tell(Answer<Transaction> answer) {
        boolean first = waits();
        told = answer.value();
        if (events != null) {
            events.event(TransactionEvents.transaction(told));
        } else if (first) {
            opening.complete(answer);
        }
    }

    /** It will be tried again. */
    void miss(Failure missed, Duration retryIn) {
        if (events != null) {
            events.event(TransactionEvents.failure(problems.apply(missed), retryIn));
        }
    }

    /** There will be no other state. */
    void end() {
        ended = true;
        if (events != null) {
            events.event(TransactionEvents.ENDED);
        }
    }

    /** There will be nothing more. */
    void fail(Throwable last) {
        failure = last;
        if (waits()) {
            opening.fail(last);
        } else if (events != null) {
            events.fail(last);
        }
    }
}
