package io.moonconnect.quote;

import java.math.BigDecimal;
import java.util.Comparator;

import io.moonconnect.moonpay.wire.Quote;

/**
 * What the ranking of a quote goes by: all that a stream keeps of one that it has sent.
 *
 * @param amount what the customer gets, or pays where what they get is fixed
 * @param executable whether it could be paid
 */
record Price(BigDecimal amount, BigDecimal totalFees, boolean executable) {

    static Price of(Quote quote, boolean destinationFixed) {
        return new Price(
                destinationFixed ? quote.sourceAmount() : quote.destinationAmount(),
                quote.totalFees(),
                quote.executable());
    }

    /** By the amount; ties by total fees. */
    static Comparator<Price> bestFirst(boolean destinationFixed) {
        Comparator<Price> byAmount = Comparator.comparing(Price::amount);
        return (destinationFixed ? byAmount : byAmount.reversed()).thenComparing(Price::totalFees);
    }
}
