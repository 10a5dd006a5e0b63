package io.moonconnect.simulator.people;

import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A payment-method type as MoonPay offers it in a geography; {@code unavailableReason} is null if it is active. */
public record PaymentOption(String type, List<String> currencies, boolean requiresWidget, String unavailableReason) {

    private static final List<String> WALLETS = List.of("USD", "EUR");
    private static final List<String> CARDS = List.of("USD", "EUR", "GBP");

    public static List<PaymentOption> in(Persona persona) {
        if (persona.geography().european()) {
            return List.of(
                    new PaymentOption("apple_pay", WALLETS, false, null),
                    new PaymentOption("google_pay", List.of("USD"), false, null),
                    new PaymentOption("card", CARDS, false, null),
                    new PaymentOption("sepa", List.of("EUR"), !persona.is(Trait.HEADLESS_SEPA), null));
        }
        return List.of(
                new PaymentOption("apple_pay", WALLETS, false, null),
                new PaymentOption("google_pay", WALLETS, false, null),
                new PaymentOption("card", CARDS, false, null),
                new PaymentOption("ach", List.of("USD"), true, null),
                new PaymentOption("sepa", List.of("EUR"), true, "Not offered in the customer's region"));
    }

    public boolean active() {
        return unavailableReason == null;
    }

    public JsonObject json() {
        JsonObject availability = JsonObject.of("active", active());
        if (!active()) {
            availability.put("unavailableReason", unavailableReason);
        }
        return JsonObject.of(
                "type",
                type,
                "capabilities",
                JsonObject.of(
                        "supportedCurrencies",
                        new JsonArray(currencies),
                        "supportedTransactionTypes",
                        JsonArray.of("buy"),
                        "allowsDeletion",
                        "card".equals(type),
                        "requiresWidget",
                        requiresWidget),
                "availability",
                availability);
    }
}
