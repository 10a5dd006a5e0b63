package io.moonconnect.simulator.platform;

import java.math.BigDecimal;

import io.vertx.core.json.JsonObject;

/** The remaining limits of a customer per day, month and year. */
final class Limits {

    private static final BigDecimal DAILY = new BigDecimal("10000");
    private static final BigDecimal MONTHLY = new BigDecimal("50000");
    private static final BigDecimal YEARLY = new BigDecimal("250000");

    private Limits() {}

    static JsonObject of(Fiat fiat) {
        return JsonObject.of(
                "daily", period(fiat, DAILY),
                "monthly", period(fiat, MONTHLY),
                "yearly", period(fiat, YEARLY));
    }

    private static JsonObject period(Fiat fiat, BigDecimal dollars) {
        JsonObject amount = fiat.shortAmount(fiat.fromDollars(dollars));
        return JsonObject.of("limit", amount, "remaining", amount.copy());
    }
}
