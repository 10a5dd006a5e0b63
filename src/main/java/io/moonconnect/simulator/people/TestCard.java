package io.moonconnect.simulator.people;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** MoonPay's test cards, by the last four digits, which are all of a number that the simulator ever sees. */
public enum TestCard {
    CHALLENGED_MASTERCARD("mastercard", "5181"),
    FRICTIONLESS("visa", "6584"),
    CHALLENGED_VISA("visa", "4242"),
    DECLINED("visa", "3670");

    /** Where the id of a stored card begins with it, the card was added in a frame. */
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

    /** The card as a customer stores it; month and year in two and four digits. */
    public StoredCard stored(String month, String year) {
        String id = ID_PREFIX + UUID.randomUUID() + "-" + last4;
        return new StoredCard(id, "debit", brand, last4, month, year, null);
    }
}
