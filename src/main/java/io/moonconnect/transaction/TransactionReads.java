package io.moonconnect.transaction;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.moonpay.Answer;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.Transaction;
import io.smallrye.mutiny.Uni;

/** Reads one transaction with a customer's token, kept while a stream follows it. */
record TransactionReads(MoonPay moonPay, AccessToken token, String transactionId) {

    /** Opening reads have the priority of a waiting caller; the others are background polls. */
    Uni<Answer<Transaction>> read(PollTrigger trigger) {
        Uni<Answer<Envelope>> answer = trigger == PollTrigger.OPENING
                ? moonPay.transaction(token, transactionId)
                : moonPay.pollTransaction(token, transactionId);
        return answer.map(
                envelope -> envelope.with(Transaction.of(envelope.value().data())));
    }
}
