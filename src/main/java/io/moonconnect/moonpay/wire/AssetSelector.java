package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An asset by one of its two identifiers.
 *
 * @param code ISO 4217 for money ({@code EUR}), MoonPay's own code for crypto ({@code USDC_SOL})
 * @param caip19 CAIP-19 identifier of a DeFi token
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssetSelector(String code, String caip19) {}
