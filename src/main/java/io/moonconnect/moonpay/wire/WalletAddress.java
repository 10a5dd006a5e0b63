package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** An address on an asset's network. It identifies a person. */
@RegisterForReflection
public final class WalletAddress extends Personal {

    private WalletAddress(String text) {
        super(text);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WalletAddress of(String text) {
        return new WalletAddress(text);
    }
}
