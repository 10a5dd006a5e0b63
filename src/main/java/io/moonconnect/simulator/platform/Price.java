package io.moonconnect.simulator.platform;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/** Computes a quote: fees are included in the amount paid, and the rest is converted at the rate. */
record Price(
        Fiat fiat,
        Coin coin,
        BigDecimal source,
        BigDecimal destination,
        BigDecimal rate,
        BigDecimal network,
        BigDecimal moonpay,
        BigDecimal ecosystem) {

    private static final int RATE_DIGITS = 8;

    static Price ofSource(Fiat fiat, Coin coin, Tariff tariff, BigDecimal source) {
        BigDecimal rate = rate(fiat, coin);
        BigDecimal network = fiat.fromDollars(coin.networkDollars());
        BigDecimal least = fiat.fromDollars(tariff.leastDollars());
        BigDecimal moonpay = rounded(fiat, source.multiply(tariff.share())).max(least);
        BigDecimal ecosystem = rounded(fiat, source.multiply(Tariff.ECOSYSTEM_SHARE));
        BigDecimal changed = source.subtract(network).subtract(moonpay).subtract(ecosystem);
        if (changed.signum() <= 0) {
            throw Refusal.invalid("source.amount does not cover the fees");
        }
        BigDecimal bought = changed.divide(rate, coin.precision(), RoundingMode.DOWN);
        return new Price(fiat, coin, source, tidy(bought), rate, network, moonpay, ecosystem);
    }

    /** The amount to pay for an amount of crypto, with the minimum fee or the percentage. */
    static Price ofDestination(Fiat fiat, Coin coin, Tariff tariff, BigDecimal destination) {
        BigDecimal rate = rate(fiat, coin);
        BigDecimal network = fiat.fromDollars(coin.networkDollars());
        BigDecimal net = destination.multiply(rate).add(network);
        BigDecimal least = fiat.fromDollars(tariff.leastDollars());
        BigDecimal withLeast = upscaled(fiat, net.add(least), Tariff.ECOSYSTEM_SHARE);
        BigDecimal withShare = upscaled(fiat, net, Tariff.ECOSYSTEM_SHARE.add(tariff.share()));
        BigDecimal source = withLeast.max(withShare);
        BigDecimal moonpay = rounded(fiat, source.multiply(tariff.share())).max(least);
        BigDecimal ecosystem = rounded(fiat, source.multiply(Tariff.ECOSYSTEM_SHARE));
        return new Price(fiat, coin, source, destination, rate, network, moonpay, ecosystem);
    }

    JsonObject fees() {
        return JsonObject.of(
                "network", fiat.shortAmount(network),
                "moonpay", fiat.shortAmount(moonpay),
                "ecosystem", fiat.shortAmount(ecosystem));
    }

    private static BigDecimal rate(Fiat fiat, Coin coin) {
        BigDecimal exact = fiat.unrounded(coin.dollars());
        boolean whole = exact.compareTo(BigDecimal.ONE) >= 0;
        return exact.setScale(whole ? 2 : RATE_DIGITS, RoundingMode.HALF_UP);
    }

    private static BigDecimal rounded(Fiat fiat, BigDecimal amount) {
        return amount.setScale(fiat.precision(), RoundingMode.HALF_UP);
    }

    private static BigDecimal upscaled(Fiat fiat, BigDecimal net, BigDecimal share) {
        BigDecimal kept = BigDecimal.ONE.subtract(share);
        return net.divide(kept, MathContext.DECIMAL128).setScale(fiat.precision(), RoundingMode.UP);
    }

    private static BigDecimal tidy(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
