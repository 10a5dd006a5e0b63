package io.moonconnect.moonpay;

import java.util.Set;

import jakarta.inject.Singleton;

import io.moonconnect.observability.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/**
 * A span for each call to MoonPay, including permit wait and retries, with outcome and MoonPay's request id. A leg of a
 * comparison is such a call; its span has the type of the payment method.
 */
@Singleton
class CallSpans {

    private static final AttributeKey<String> PERMIT_CLASS = AttributeKey.stringKey("moonconnect.permit.class");
    private static final AttributeKey<String> METHOD_TYPE = AttributeKey.stringKey("moonpay.payment_method.type");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("moonpay.outcome");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("moonpay.request_id");

    /** The documented types. Callers can send any text; other types are recorded as {@code other}. */
    private static final Set<String> TYPES = Set.of(
            "apple_pay",
            "google_pay",
            "card",
            "sepa",
            "sepa_open_banking",
            "ach",
            "fps",
            "fps_open_banking",
            "revolut_pay",
            "paypal",
            "venmo",
            "moonpay_balance");

    private static final String OTHER = "other";

    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;

    CallSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Begins the call's span; an invalid one, which records nothing, if tracing is off. */
    Span begin(Call call) {
        if (!tracing.isOn()) {
            return Span.getInvalid();
        }
        Span span = tracing.call(call.operation().id())
                .setAttribute(PERMIT_CLASS, call.permitClass().label())
                .startSpan();
        String type = call.methodType();
        if (type != null) {
            span.setAttribute(METHOD_TYPE, TYPES.contains(type) ? type : OTHER);
        }
        call.tracedBy(span);
        return span;
    }

    void end(Span span, Answer<?> answer, Throwable failure, Outcome outcome) {
        if (!span.isRecording()) {
            return;
        }
        span.setAttribute(OUTCOME, outcome.label());
        String requestId = answer == null ? requestId(failure) : answer.requestId();
        if (requestId != null) {
            span.setAttribute(REQUEST_ID, requestId);
        }
        if (outcome.problem() != null && outcome.problem().status() >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static String requestId(Throwable failure) {
        return failure instanceof MoonPayFailure known
                ? known.moonPayRequestId().orElse(null)
                : null;
    }
}
