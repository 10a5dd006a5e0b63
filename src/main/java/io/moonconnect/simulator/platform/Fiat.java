package io.moonconnect.simulator.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

import io.moonconnect.simulator.wire.Refusal;
import io.vertx.core.json.JsonObject;

/**
 * A currency to pay with, its precision, the price of a US dollar in it, and the least and the most that is sold at once. Rates and
 * limits are intentionally constant; MoonPay documents neither.
 */
enum Fiat {
    USD("US Dollar", 2, "1", 20, 10_000),
    EUR("Euro", 2, "0.92", 20, 10_000),
    GBP("Pound Sterling", 2, "0.79", 20, 8_000),
    CHF("Swiss Franc", 2, "0.88", 20, 9_000),
    JPY("Japanese Yen", 0, "150", 3_000, 1_500_000);

    private final String displayName;
    private final int precision;
    private final BigDecimal perDollar;
    private final BigDecimal least;
    private final BigDecimal most;

    Fiat(String displayName, int precision, String perDollar, long least, long most) {
        this.displayName = displayName;
        this.precision = precision;
        this.perDollar = new BigDecimal(perDollar);
        this.least = BigDecimal.valueOf(least);
        this.most = BigDecimal.valueOf(most);
    }

    static Fiat of(String code) {
        for (Fiat fiat : values()) {
            if (fiat.name().equals(code.toUpperCase(Locale.ROOT))) {
                return fiat;
            }
        }
        throw Refusal.invalid("source.asset.code is not supported");
    }

    int precision() {
        return precision;
    }

    BigDecimal least() {
        return least;
    }

    BigDecimal most() {
        return most;
    }

    /** Converts dollars to this currency, rounded to its precision. */
    BigDecimal fromDollars(BigDecimal dollars) {
        return unrounded(dollars).setScale(precision, RoundingMode.HALF_UP);
    }

    BigDecimal unrounded(BigDecimal dollars) {
        return dollars.multiply(perDollar);
    }

    /** MoonPay's {@code {amount, asset}} with the currency described in full. */
    JsonObject amount(BigDecimal amount) {
        return JsonObject.of(
                "amount",
                plain(amount),
                "asset",
                JsonObject.of("code", name(), "name", displayName, "precision", precision));
    }

    /** The short form, for fees and limits. */
    JsonObject shortAmount(BigDecimal amount) {
        return JsonObject.of("amount", plain(amount), "asset", JsonObject.of("code", name()));
    }

    private String plain(BigDecimal amount) {
        return amount.setScale(precision, RoundingMode.HALF_UP).toPlainString();
    }
}
