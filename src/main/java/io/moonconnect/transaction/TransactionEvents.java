package io.moonconnect.transaction;

import java.time.Duration;

import io.moonconnect.moonpay.wire.Transaction;
import io.moonconnect.problem.Problem;
import io.moonconnect.stream.StreamEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The events of a transaction stream, conflated for slow readers. */
final class TransactionEvents {

    static final StreamEvent ENDED = StreamEvent.bye("transaction-ended");

    private TransactionEvents() {}

    /** A read of the transaction failed; the next one follows in {@code retryInMs}. */
    @RegisterForReflection
    record Failed(Problem problem, long retryInMs) {}

    /** MoonPay's object, byte for byte. */
    static StreamEvent transaction(Transaction transaction) {
        return StreamEvent.of("transaction", transaction.raw());
    }

    static StreamEvent failure(Problem problem, Duration retryIn) {
        return StreamEvent.of("failure", new Failed(problem, retryIn.toMillis()));
    }
}
