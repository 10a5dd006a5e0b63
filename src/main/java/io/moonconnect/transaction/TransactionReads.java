package io.moonconnect.transaction;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.Transaction;
import io.smallrye.mutiny.Uni;

/**
 * One transaction as one customer reads it.
 *
 * @param token held for as long as somebody follows the transaction with it
 */
record TransactionReads(MoonPay moonPay, AccessToken token, String transactionId) {

    /** Somebody waits for it, or nobody does. */
    Uni<Answer<Transaction>> read(PollTrigger trigger) {
        Uni<Answer<Envelope>> answer = trigger == PollTrigger.OPENING
                ? moonPay.transaction(token, transactionId)
                : moonPay.pollTransaction(token, transactionId);
        return answer.map(
                envelope -> envelope.with(Transaction.of(envelope.value().data())));
    }
}
