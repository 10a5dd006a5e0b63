package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * MoonPay's nested form of a quote request.
 *
 * @param source what the customer pays; exactly one of the two sides has an amount
 * @param destination what the customer gets
 * @param wallet null for an estimate
 * @param paymentMethod null for an estimate
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BuyQuoteRequest(Money source, Money destination, Wallet wallet, PaymentMethod paymentMethod) {}
