package io.moonconnect.disclosure;

import java.util.List;

/** The ids that MoonPay documents; it may add others. */
public final class DisclosureIds {

    public static final String US_TRANSACTION_FINALITY = "us-transaction-finality";
    public static final String EEA_CRYPTO_ASSET_RISK = "eea-crypto-asset-risk";
    public static final String EEA_UNREGULATED_STABLECOIN_RISK = "eea-unregulated-stablecoin-risk";
    public static final String GATEWAY_TOKEN = "gateway-token";

    /** Required in a catalogue for a live key. */
    static final List<String> KNOWN =
            List.of(US_TRANSACTION_FINALITY, EEA_CRYPTO_ASSET_RISK, EEA_UNREGULATED_STABLECOIN_RISK, GATEWAY_TOKEN);

    private DisclosureIds() {}
}
