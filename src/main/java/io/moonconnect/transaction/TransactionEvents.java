package io.moonconnect.transaction;

import java.time.Duration;

import io.moonconnect.moonpay.wire.Transaction;
import io.moonconnect.problem.Problem;
import io.moonconnect.stream.StreamEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the stream of a transaction tells. A slow reader needs the newest state, and the newest failure. */
final class TransactionEvents {

    static final StreamEvent ENDED = StreamEvent.bye("transaction-ended");

    private TransactionEvents() {}

    /**
     * The transaction could not be read this time.
     *
     * @param retryInMs after so long it is read again
     */
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
