package io.moonconnect.quote;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

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

        /** By what the customer gets, or pays where what they get is fixed; ties by total fees. */
        static Comparator<Offer> bestFirst(boolean destinationFixed) {
            return Comparator.comparing(
                    offer -> Price.of(offer.quote(), destinationFixed), Price.bestFirst(destinationFixed));
        }
    }

    /** It did not, or not in time. */
    record Miss(PaymentMethod paymentMethod, Failure failure) implements Leg {

        private static final Set<ProblemType> OUT_OF_TIME =
                EnumSet.of(ProblemType.MOONPAY_TIMEOUT, ProblemType.MOONPAY_BUSY, ProblemType.OVERLOADED);

        /** MoonPay did not answer in time, or there was no time at which it could have been asked. */
        boolean isOutOfTime() {
            return OUT_OF_TIME.contains(failure.type());
        }
    }
}
