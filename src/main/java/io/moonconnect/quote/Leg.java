package io.moonconnect.quote;

import java.math.BigDecimal;
import java.util.Comparator;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.problem.Failure;

/** The result of one leg of a comparison. */
sealed interface Leg {

    PaymentMethod paymentMethod();

    /** MoonPay returned a quote, which is ranked by {@code quote} and returned as {@code answer}. */
    record Offer(PaymentMethod paymentMethod, Quote quote, QuoteAnswer answer, String moonPayRequestId) implements Leg {

        private static final Comparator<Offer> CHEAPER_FEES =
                Comparator.comparing(offer -> offer.quote().totalFees());

        /** Ranks by the amount received, or by the amount paid if the received one is fixed; ties by total fees. */
        static Comparator<Offer> bestFirst(boolean destinationFixed) {
            Comparator<Offer> byAmount = destinationFixed
                    ? Comparator.comparing(offer -> offer.quote().sourceAmount())
                    : Comparator.<Offer, BigDecimal>comparing(
                                    offer -> offer.quote().destinationAmount())
                            .reversed();
            return byAmount.thenComparing(CHEAPER_FEES);
        }
    }

    /** No quote, or not in time. */
    record Miss(PaymentMethod paymentMethod, Failure failure) implements Leg {}
}
