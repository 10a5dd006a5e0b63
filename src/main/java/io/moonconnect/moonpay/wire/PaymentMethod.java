package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Names a payment method in a request.
 *
 * @param type for example {@code apple_pay}; an open set
 * @param id id of a stored method; null for a type that needs none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentMethod(String type, String id) {}
