package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Destination of the crypto. It identifies a person, so {@link #toString()} masks it.
 *
 * @param address address on the asset's network
 * @param tag memo or destination tag, if the network has one; else null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Wallet(WalletAddress address, WalletTag tag) {

    @Override
    public String toString() {
        return "Wallet[masked]";
    }
}
