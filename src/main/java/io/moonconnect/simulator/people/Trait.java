package io.moonconnect.simulator.people;

/** A property in which a simulated customer differs from a plain one. */
public enum Trait {
    NO_CARDS,
    EXPIRED_CARD_ONLY,
    MANY_CARDS,
    NO_GOOGLE_PAY,
    HEADLESS_SEPA,
    TRANSFER_TIMES_OUT,
    TOKEN_EXPIRED,
    TOKEN_WITHOUT_SCOPE,
    CHALLENGED,
    DECLINED,
    STUCK,
    LATE_DELIVERY,
    HISTORY,
    QUOTE_WITHOUT_DISCLOSURES,
    PARTNER_FEE,
    DISCLOSURE_REWORDED,
    DISCLOSURE_UNHEARD_OF,
    GEOGRAPHY_AS_LIST,
    KYC_COLLECTING,
    KYC_DOCUMENTS,
    KYC_REJECTED,
    KYC_MANUAL_REVIEW,
    TWICE
}
