package io.moonconnect.simulator.platform;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

import io.moonconnect.simulator.wallet.Network;
import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/** A crypto asset that can be bought. Prices and network fees are in dollars and intentionally constant. */
enum Coin {
    BTC("BTC", "Bitcoin", 8, "94173.07", "1.20", Network.BITCOIN, Kind.STANDARD, null),
    ETH("ETH", "Ethereum", 18, "3187.41", "0.80", Network.ETHEREUM, Kind.STANDARD, null),
    SOL("SOL", "Solana", 9, "173.09", "0.04", Network.SOLANA, Kind.STANDARD, null),
    USDC(
            "USDC",
            "USD Coin",
            6,
            "1",
            "0.60",
            Network.ETHEREUM,
            Kind.STANDARD,
            "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"),
    USDC_SOL("USDC_SOL", "USD Coin (Solana)", 6, "1", "0.05", Network.SOLANA, Kind.STANDARD, null),
    USDT(
            "USDT",
            "Tether",
            6,
            "1",
            "0.60",
            Network.ETHEREUM,
            Kind.UNREGULATED_STABLECOIN,
            "0xdAC17F958D2ee523a2206206994597C13D831ec7"),
    DAI(
            "DAI",
            "Dai",
            18,
            "1",
            "0.60",
            Network.ETHEREUM,
            Kind.UNREGULATED_STABLECOIN,
            "0x6B175474E89094C44Da98b954EedeAC495271d0F"),
    XRP("XRP", "XRP", 6, "2.21", "0.02", Network.XRP, Kind.STANDARD, null),
    XLM("XLM", "Stellar Lumens", 7, "0.2534", "0.01", Network.STELLAR, Kind.STANDARD, null),
    MOONCAT(
            "MOONCAT",
            "Moon Cat",
            18,
            "0.00417",
            "1.50",
            Network.ETHEREUM,
            Kind.DEFI,
            "0xA11CE00000000000000000000000000000000002");

    /** The class of the asset, which determines disclosures and payment methods. */
    enum Kind {
        STANDARD,
        UNREGULATED_STABLECOIN,
        DEFI
    }

    private final String code;
    private final String displayName;
    private final int precision;
    private final BigDecimal dollars;
    private final BigDecimal networkDollars;
    private final Network network;
    private final Kind kind;
    private final String contract;

    Coin(
            String code,
            String displayName,
            int precision,
            String dollars,
            String fee,
            Network network,
            Kind kind,
            String contract) {
        this.code = code;
        this.displayName = displayName;
        this.precision = precision;
        this.dollars = new BigDecimal(dollars);
        this.networkDollars = new BigDecimal(fee);
        this.network = network;
        this.kind = kind;
        this.contract = contract;
    }

    /** The asset of a quote request, by code (in any case) or by CAIP-19. */
    static Coin of(Body asset) {
        Optional<String> code = asset.text("code");
        Optional<String> caip19 = asset.text("caip19");
        if (code.isPresent() == caip19.isPresent()) {
            throw Refusal.invalid(asset.name() + "code or caip19 is required, and not both");
        }
        return Arrays.stream(values())
                .filter(coin -> code.map(coin.code::equalsIgnoreCase)
                        .orElseGet(() -> caip19.get().equalsIgnoreCase(coin.caip19())))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(asset.name() + "code is not supported"));
    }

    String code() {
        return code;
    }

    int precision() {
        return precision;
    }

    /** The network on which it is sent, whose addresses a wallet must have. */
    Network network() {
        return network;
    }

    Kind kind() {
        return kind;
    }

    BigDecimal dollars() {
        return dollars;
    }

    BigDecimal networkDollars() {
        return networkDollars;
    }

    String source() {
        return kind == Kind.DEFI ? "defi" : "cefi";
    }

    JsonObject amount(BigDecimal amount) {
        return JsonObject.of(
                "amount",
                amount.toPlainString(),
                "asset",
                JsonObject.of("code", code, "name", displayName, "precision", precision));
    }

    JsonObject listed() {
        return JsonObject.of(
                "code", code,
                "name", displayName,
                "precision", precision,
                "source", source(),
                "contractAddress", contract,
                "caip19", caip19());
    }

    private String caip19() {
        return contract == null ? null : "eip155:1/erc20:" + contract;
    }
}
