package io.moonconnect.quote;

import java.util.List;

import io.moonconnect.moonpay.wire.Money;
import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.moonpay.wire.Wallet;

/**
 * A purchase whose payment methods are compared continuously: a {@link ComparisonRequest} and the methods to follow.
 *
 * @param follow methods refreshed in addition to the best quote, at most 20; without an id, all methods of that
 *     type
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
        return follow != null && follow.stream().anyMatch(followed -> matches(followed, method));
    }

    private static boolean matches(PaymentMethod followed, PaymentMethod method) {
        return followed.type().equals(method.type())
                && (followed.id() == null || followed.id().equals(method.id()));
    }
}
