package io.moonconnect.quote;

import java.util.ArrayList;
import java.util.List;

import io.moonconnect.moonpay.wire.PaymentMethod;
import io.moonconnect.paymentmethod.Obstacle;
import io.moonconnect.paymentmethod.OfferedMethod;
import io.moonconnect.paymentmethod.OfferedMethod.Kind;

/**
 * What a comparison asks for, and what it leaves out.
 *
 * @param methods a leg each
 * @param skipped with the reason
 */
record LegPlan(List<PaymentMethod> methods, List<Skipped> skipped) {

    /** Every leg is a call of MoonPay's few a second, whoever chose the methods. */
    static final int MAX_LEGS = 20;

    /**
     * A method that no quote is asked for.
     *
     * @param paymentMethod the method
     * @param reason why
     */
    record Skipped(PaymentMethod paymentMethod, Obstacle reason) {}

    /** The methods that the caller named, as they are. */
    static LegPlan given(ComparisonRequest request) {
        LegPlan plan = new LegPlan(new ArrayList<>(), new ArrayList<>());
        request.paymentMethods().forEach(method -> plan.add(method, null, request));
        return plan;
    }

    /** Everything that can pay. A card is asked for without its id only as an estimate, and only where none is stored. */
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
