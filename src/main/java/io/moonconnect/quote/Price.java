package io.moonconnect.quote;

import java.math.BigDecimal;
import java.util.Comparator;

import io.moonconnect.moonpay.wire.Quote;

/**
 * The values that rank a quote, which are all that a stream retains of a quote that it has sent.
 *
 * @param amount the amount received, or the amount paid if the received one is fixed
 */
record Price(BigDecimal amount, BigDecimal totalFees, boolean executable) {

    static Price of(Quote quote, boolean destinationFixed) {
        return new Price(
                destinationFixed ? quote.sourceAmount() : quote.destinationAmount(),
                quote.totalFees(),
                quote.executable());
    }

    /** Ranks by the amount; ties by total fees. */
    static Comparator<Price> bestFirst(boolean destinationFixed) {
        Comparator<Price> byAmount = Comparator.comparing(Price::amount);
        return (destinationFixed ? byAmount : byAmount.reversed()).thenComparing(Price::totalFees);
    }
}
