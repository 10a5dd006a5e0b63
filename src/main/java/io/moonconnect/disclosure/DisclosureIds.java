package io.moonconnect.disclosure;

import java.util.List;

/** The ids that MoonPay documents. The set is open: others may come at any time. */
public final class DisclosureIds {

    public static final String US_TRANSACTION_FINALITY = "us-transaction-finality";
    public static final String EEA_CRYPTO_ASSET_RISK = "eea-crypto-asset-risk";
    public static final String EEA_UNREGULATED_STABLECOIN_RISK = "eea-unregulated-stablecoin-risk";
    public static final String GATEWAY_TOKEN = "gateway-token";

    /** What a catalogue has to have before real money moves. */
    static final List<String> KNOWN =
            List.of(US_TRANSACTION_FINALITY, EEA_CRYPTO_ASSET_RISK, EEA_UNREGULATED_STABLECOIN_RISK, GATEWAY_TOKEN);

    private DisclosureIds() {}
}
