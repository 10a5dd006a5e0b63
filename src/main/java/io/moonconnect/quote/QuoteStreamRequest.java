package io.moonconnect.quote;

import java.util.List;

import io.moonconnect.moonpay.wire.Money;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Wallet;

/**
 * A purchase whose ways of paying are to be compared as long as the customer looks at them: a {@link ComparisonRequest}
 * and what to follow.
 *
 * @param follow what is refreshed beside the best quote, at most 20; one without an id is every method of its type
 */
public record QuoteStreamRequest(
        Money source,
        Money destination,
        Wallet wallet,
        List<PaymentMethod> paymentMethods,
        List<String> excludeTypes,
        Boolean includeEstimates,
        List<PaymentMethod> follow) {

    ComparisonRequest comparison() {
        return new ComparisonRequest(source, destination, wallet, paymentMethods, excludeTypes, includeEstimates);
    }

    boolean follows(PaymentMethod method) {
        return follow != null && follow.stream().anyMatch(followed -> isMeant(followed, method));
    }

    private static boolean isMeant(PaymentMethod followed, PaymentMethod method) {
        return followed.type().equals(method.type())
                && (followed.id() == null || followed.id().equals(method.id()));
    }
}
