package io.moonconnect.customer;

import io.moonconnect.moonpay.wire.Envelope;
import io.moonconnect.moonpay.wire.RawJson;

/**
 * The response of {@code GET /v1/customers/me}.
 *
 * @param customers MoonPay's objects, byte for byte; one customer of the host can have several
 */
public record CustomerAnswer(RawJson customers) {

    static CustomerAnswer of(Envelope envelope) {
        return new CustomerAnswer(envelope.data());
    }
}
