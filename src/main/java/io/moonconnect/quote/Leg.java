package io.moonconnect.quote;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** The result of one leg of a comparison. */
sealed interface Leg {

    PaymentMethod paymentMethod();

    /** MoonPay returned a quote, which is ranked by {@code quote} and returned as {@code answer}. */
    record Offer(PaymentMethod paymentMethod, Quote quote, QuoteAnswer answer, String moonPayRequestId) implements Leg {

        /** Ranks by the amount received, or by the amount paid if the received one is fixed; ties by total fees. */
        static Comparator<Offer> bestFirst(boolean destinationFixed) {
            return Comparator.comparing(
                    offer -> Price.of(offer.quote(), destinationFixed), Price.bestFirst(destinationFixed));
        }
    }

    /** No quote, or not in time. */
    record Miss(PaymentMethod paymentMethod, Failure failure) implements Leg {

        private static final Set<ProblemType> OUT_OF_TIME =
                EnumSet.of(ProblemType.MOONPAY_TIMEOUT, ProblemType.MOONPAY_BUSY, ProblemType.OVERLOADED);

        /** MoonPay did not answer in time, or no permit was available in time. */
        boolean isOutOfTime() {
            return OUT_OF_TIME.contains(failure.type());
        }
    }
}
