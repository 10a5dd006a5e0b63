package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is asked for: MoonPay's nested form of a quote request.
 *
 * @param source the money that the customer pays; exactly one of the two sides has an amount
 * @param destination the crypto that the customer gets
 * @param wallet where it goes; null for an estimate
 * @param paymentMethod what the customer pays with; null for an estimate
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BuyQuoteRequest(Money source, Money destination, Wallet wallet, PaymentMethod paymentMethod) {}
