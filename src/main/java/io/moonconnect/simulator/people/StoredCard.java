package io.moonconnect.simulator.people;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A stored card of a customer; {@code reason} is null if it can be used. */
public record StoredCard(
        String id, String cardType, String brand, String last4, String month, String year, String reason) {

    private static final int MANY = 8;
    private static final List<String> BRANDS = List.of("visa", "mastercard", "maestro", "american_express");

    /** The cards of a customer, in the order in which MoonPay lists them. */
    public static List<StoredCard> of(String externalCustomerId) {
        Persona persona = Persona.of(externalCustomerId);
        List<StoredCard> cards = new ArrayList<>();
        if (persona.is(Trait.NO_CARDS)) {
            return cards;
        }
        if (persona.is(Trait.MANY_CARDS)) {
            for (int number = 1; number <= MANY; number++) {
                cards.add(usable(externalCustomerId, "debit", BRANDS.get(number % BRANDS.size()), "000" + number));
            }
            return cards;
        }
        if (!persona.is(Trait.EXPIRED_CARD_ONLY)) {
            cards.add(usable(externalCustomerId, "debit", "visa", "6584"));
        }
        cards.add(new StoredCard(
                id(externalCustomerId, "5181"), "credit", "mastercard", "5181", "12", "2024", "card_expired"));
        return cards;
    }

    public boolean active() {
        return reason == null;
    }

    public JsonObject json() {
        JsonObject availability = JsonObject.of("active", active());
        if (!active()) {
            availability.put("reasons", JsonArray.of(reason));
        }
        return JsonObject.of(
                "id", id,
                "type", "card",
                "cardType", cardType,
                "brand", brand,
                "last4", last4,
                "expirationMonth", month,
                "expirationYear", year,
                "availability", availability);
    }

    private static StoredCard usable(String externalCustomerId, String cardType, String brand, String last4) {
        return new StoredCard(id(externalCustomerId, last4), cardType, brand, last4, "04", "2031", null);
    }

    private static String id(String externalCustomerId, String last4) {
        // The customer of MoonPay's published examples has the card ids of these examples.
        if (ConnectedCustomer.EXAMPLE.equals(externalCustomerId)) {
            return "6584".equals(last4)
                    ? "5d0a8c1e-2b7f-4f6a-9f55-6f1d9c0a7e11"
                    : "0c6cfb0e-6b52-4f4b-8f0c-0f6e7d0f2a90";
        }
        return UUID.nameUUIDFromBytes((externalCustomerId + "/" + last4).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
