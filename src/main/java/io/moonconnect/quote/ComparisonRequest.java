package io.moonconnect.quote;

import java.util.Comparator;
import java.util.List;

import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.moonpay.wire.Money;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Wallet;

/**
 * A purchase whose payment methods are compared.
 *
 * @param source the fiat amount to pay; exactly one of the two sides has an amount
 * @param destination the crypto to receive
 * @param wallet the destination wallet; without it all quotes are estimates
 * @param paymentMethods at most 20 methods to compare; absent or empty for all usable ones, null here
 * @param excludeTypes method types that the device does not support, for example {@code apple_pay}
 * @param includeEstimates whether to request an estimate for a card if none is stored; absent for false
 */
public record ComparisonRequest(
        Money source,
        Money destination,
        Wallet wallet,
        List<PaymentMethod> paymentMethods,
        List<String> excludeTypes,
        Boolean includeEstimates) {

    /** Generated clients send an absent list as an empty one. */
    public ComparisonRequest {
        paymentMethods = paymentMethods == null || paymentMethods.isEmpty() ? null : paymentMethods;
    }

    String currency() {
        return source.asset().code();
    }

    boolean excludes(String type) {
        return excludeTypes != null && excludeTypes.contains(type);
    }

    boolean wantsEstimates() {
        return Boolean.TRUE.equals(includeEstimates);
    }

    /** Whether the request fixes the crypto amount rather than the fiat amount. */
    boolean fixesDestination() {
        return destination.amount() != null;
    }

    /** The ranking of its quotes. */
    Comparator<Leg.Offer> bestFirst() {
        return Leg.Offer.bestFirst(fixesDestination());
    }

    BuyQuoteRequest paidWith(PaymentMethod method) {
        return new BuyQuoteRequest(source, destination, wallet, method);
    }
}
