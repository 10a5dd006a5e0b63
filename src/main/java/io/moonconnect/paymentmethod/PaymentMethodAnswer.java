package io.moonconnect.paymentmethod;

import java.util.List;

/** The answer of {@code GET /v1/payment-methods}. */
public record PaymentMethodAnswer(List<OfferedMethod> methods) {}
