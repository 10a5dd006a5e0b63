package io.moonconnect.quote;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** The result of one leg of a comparison. */
sealed interface Leg {

    PaymentMethod paymentMethod();

    /**
     * MoonPay returned a quote, which is ranked by {@code quote} and returned as {@code answer}.
     *
     * @param arrived its {@link System#nanoTime()}, from which the lifetimes of {@code answer} count
     */
    record Offer(PaymentMethod paymentMethod, Quote quote, QuoteAnswer answer, String moonPayRequestId, long arrived)
            implements Leg {

        /** Ranks by the amount received, or by the amount paid if the received one is fixed; ties by total fees. */
        static Comparator<Offer> bestFirst(boolean destinationFixed) {
            return Comparator.comparing(
                    offer -> Price.of(offer.quote(), destinationFixed), Price.bestFirst(destinationFixed));
        }

        /** What is left of the time until the quote expires. */
        long expiresInMs() {
            return left(answer.expiresInMs());
        }

        /** What is left of the time until the quote is to be refreshed. */
        long refreshInMs() {
            return left(answer.refreshInMs());
        }

        private long left(long millis) {
            return Math.max(0, millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrived));
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
