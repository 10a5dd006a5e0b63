package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One side of a quote request.
 *
 * @param amount a decimal string; null on the side that MoonPay computes
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Money(AssetSelector asset, String amount) {}
