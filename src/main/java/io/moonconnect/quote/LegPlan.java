package io.moonconnect.quote;

import java.util.ArrayList;
import java.util.List;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.paymentmethod.Obstacle;
import io.moonconnect.paymentmethod.OfferedMethod;
import io.moonconnect.paymentmethod.OfferedMethod.Kind;

/** The legs of a comparison, one per method, and the methods left out. */
record LegPlan(List<PaymentMethod> methods, List<Skipped> skipped) {

    /** Each leg uses one of MoonPay's few calls per second. */
    static final int MAX_LEGS = 20;

    /** A method for which no quote is requested. */
    record Skipped(PaymentMethod paymentMethod, Obstacle reason) {}

    /** The methods that the caller selected. */
    static LegPlan given(ComparisonRequest request) {
        LegPlan plan = new LegPlan(new ArrayList<>(), new ArrayList<>());
        request.paymentMethods().forEach(method -> plan.add(method, null, request));
        return plan;
    }

    /** All usable methods. A card type without a stored card is requested only as an estimate. */
    static LegPlan usable(ComparisonRequest request, List<OfferedMethod> offered) {
        LegPlan plan = new LegPlan(new ArrayList<>(), new ArrayList<>());
        for (OfferedMethod method : offered) {
            boolean needsStored = method.reason() == Obstacle.STORED_METHOD_REQUIRED;
            if (needsStored && isStored(method.selector().type(), offered)) {
                continue;
            }
            boolean estimate = needsStored && request.wantsEstimates();
            plan.add(method.selector(), estimate ? null : method.reason(), request);
        }
        return plan;
    }

    private static boolean isStored(String type, List<OfferedMethod> offered) {
        return offered.stream()
                .anyMatch(method ->
                        method.kind() == Kind.STORED && method.selector().type().equals(type));
    }

    private void add(PaymentMethod method, Obstacle obstacle, ComparisonRequest request) {
        if (request.excludes(method.type())) {
            skipped.add(new Skipped(method, Obstacle.EXCLUDED));
        } else if (obstacle != null) {
            skipped.add(new Skipped(method, obstacle));
        } else if (methods.size() == MAX_LEGS) {
            skipped.add(new Skipped(method, Obstacle.BEYOND_LIMIT));
        } else {
            methods.add(method);
        }
    }
}
