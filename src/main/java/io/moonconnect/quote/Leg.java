package io.moonconnect.quote;

import java.math.BigDecimal;
import java.util.Comparator;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.problem.Failure;

/** How one leg of a comparison ended. */
sealed interface Leg {

    PaymentMethod paymentMethod();

    /**
     * MoonPay made an offer.
     *
     * @param quote what the ranking goes by
     * @param answer what the caller gets
     * @param moonPayRequestId null where MoonPay sent none
     */
    record Offer(PaymentMethod paymentMethod, Quote quote, QuoteAnswer answer, String moonPayRequestId) implements Leg {

        private static final Comparator<Offer> CHEAPER_FEES =
                Comparator.comparing(offer -> offer.quote().totalFees());

        /** By what the customer gets, or pays where what they get is fixed; ties by total fees. */
        static Comparator<Offer> bestFirst(boolean destinationFixed) {
            Comparator<Offer> byAmount = destinationFixed
                    ? Comparator.comparing(offer -> offer.quote().sourceAmount())
                    : Comparator.<Offer, BigDecimal>comparing(
                                    offer -> offer.quote().destinationAmount())
                            .reversed();
            return byAmount.thenComparing(CHEAPER_FEES);
        }
    }

    /** It did not, or not in time. */
    record Miss(PaymentMethod paymentMethod, Failure failure) implements Leg {}
}
