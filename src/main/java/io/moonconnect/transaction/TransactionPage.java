package io.moonconnect.transaction;

import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * The response of {@code GET /v1/transactions}.
 *
 * @param transactions MoonPay's objects, byte for byte
 * @param pageInfo MoonPay's own; its {@code nextCursor} is null on the last page
 */
public record TransactionPage(RawJson transactions, RawJson pageInfo) {

    static TransactionPage of(Envelope envelope) {
        return new TransactionPage(envelope.data(), envelope.pageInfoOrLast());
    }
}
