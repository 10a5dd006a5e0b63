package io.moonconnect.simulator.people;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** MoonPay's test cards, by the last four digits; the simulator never receives more of a number. */
public enum TestCard {
    CHALLENGED_MASTERCARD("mastercard", "5181"),
    FRICTIONLESS("visa", "6584"),
    CHALLENGED_VISA("visa", "4242"),
    DECLINED("visa", "3670");

    /** Prefix of the ids of cards that were added in a frame. */
    public static final String ID_PREFIX = "added-";

    private final String brand;
    private final String last4;

    TestCard(String brand, String last4) {
        this.brand = brand;
        this.last4 = last4;
    }

    public static Optional<TestCard> ending(String last4) {
        return Arrays.stream(values()).filter(card -> card.last4.equals(last4)).findFirst();
    }

    public String last4() {
        return last4;
    }

    /** The stored card; month and year have two and four digits. */
    public StoredCard stored(String month, String year) {
        String id = ID_PREFIX + UUID.randomUUID() + "-" + last4;
        return new StoredCard(id, "debit", brand, last4, month, year, null);
    }
}
