package io.moonconnect.simulator.platform;

import java.math.BigDecimal;

import io.vertx.core.json.JsonObject;

/** The remaining limits of a customer per day, month and year, each a multiple of the most of one purchase in the currency. */
final class Limits {

    private static final BigDecimal DAILY = BigDecimal.ONE;
    private static final BigDecimal MONTHLY = BigDecimal.valueOf(5);
    private static final BigDecimal YEARLY = BigDecimal.valueOf(25);

    private Limits() {}

    static JsonObject of(Fiat fiat) {
        return JsonObject.of(
                "daily", period(fiat, DAILY),
                "monthly", period(fiat, MONTHLY),
                "yearly", period(fiat, YEARLY));
    }

    private static JsonObject period(Fiat fiat, BigDecimal purchases) {
        JsonObject amount = fiat.shortAmount(fiat.most().multiply(purchases));
        return JsonObject.of("limit", amount, "remaining", amount.copy());
    }
}
