package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One side of a purchase as it is asked for.
 *
 * @param asset what
 * @param amount how much, a decimal string; null on the side that MoonPay reckons
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Money(AssetSelector asset, String amount) {}
