package io.moonconnect.quote;

import java.util.Comparator;
import java.util.List;

import io.moonconnect.moonpay.wire.BuyQuoteRequest;
import io.moonconnect.moonpay.wire.Money;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Wallet;

/**
 * A purchase whose ways of paying are to be compared.
 *
 * @param source the money that the customer pays; exactly one of the two sides has an amount
 * @param destination the crypto that the customer gets
 * @param wallet where it goes; without it every quote is an estimate
 * @param paymentMethods what to ask for, 1 to 20; absent for everything that is usable
 * @param excludeTypes types that the device does not have, {@code apple_pay} for example
 * @param includeEstimates whether a card is asked for as an estimate where none is stored; absent for no
 */
public record ComparisonRequest(
        Money source,
        Money destination,
        Wallet wallet,
        List<PaymentMethod> paymentMethods,
        List<String> excludeTypes,
        Boolean includeEstimates) {

    String currency() {
        return source.asset().code();
    }

    boolean excludes(String type) {
        return excludeTypes != null && excludeTypes.contains(type);
    }

    boolean wantsEstimates() {
        return Boolean.TRUE.equals(includeEstimates);
    }

    /** Whether the customer said what to get, and not what to pay. */
    boolean fixesDestination() {
        return destination.amount() != null;
    }

    /** How its quotes are ranked. */
    Comparator<Leg.Offer> bestFirst() {
        return Leg.Offer.bestFirst(fixesDestination());
    }

    BuyQuoteRequest paidWith(PaymentMethod method) {
        return new BuyQuoteRequest(source, destination, wallet, method);
    }
}
