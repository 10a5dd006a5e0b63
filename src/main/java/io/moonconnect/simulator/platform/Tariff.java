package io.moonconnect.simulator.platform;

import java.math.BigDecimal;

import io.moonconnect.simulator.people.StoredCard;

/** MoonPay's fee for a payment method: a share of the amount, with a minimum in dollars. */
enum Tariff {
    DEBIT_CARD("0.045", "3.99"),
    CREDIT_CARD("0.049", "3.99"),
    APPLE_PAY("0.039", "3.49"),
    GOOGLE_PAY("0.041", "3.69"),
    SEPA("0.010", "0.99"),
    ACH("0.015", "1.49");

    /** The partner's additional share, equal for all methods. */
    static final BigDecimal ECOSYSTEM_SHARE = new BigDecimal("0.01");

    private final BigDecimal share;
    private final BigDecimal leastDollars;

    Tariff(String share, String leastDollars) {
        this.share = new BigDecimal(share);
        this.leastDollars = new BigDecimal(leastDollars);
    }

    /** Estimates without a method or without a specific card use the fee of debit cards. */
    static Tariff of(String type, StoredCard card) {
        if (card != null && "credit".equals(card.cardType())) {
            return CREDIT_CARD;
        }
        return type == null || "card".equals(type) ? DEBIT_CARD : valueOf(type.toUpperCase());
    }

    BigDecimal share() {
        return share;
    }

    BigDecimal leastDollars() {
        return leastDollars;
    }
}
