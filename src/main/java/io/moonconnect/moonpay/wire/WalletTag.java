package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The memo or destination tag of a wallet. It identifies a customer if many share an address. */
@RegisterForReflection
public final class WalletTag extends Personal {

    private WalletTag(String text) {
        super(text);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WalletTag of(String text) {
        return new WalletTag(text);
    }
}
