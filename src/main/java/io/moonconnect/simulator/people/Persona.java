package io.moonconnect.simulator.people;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The catalogue of customers. The prefix of an {@code externalCustomerId} selects one, so that {@code cust-ny} and
 * {@code cust-ny-42} both live in New York. All others are {@link #PLAIN}.
 */
public enum Persona {
    PLAIN("cust", "Colorado, approved, a debit card and an expired credit card", Geography.COLORADO, "active"),
    NEW_YORK("cust-ny", "New York", Geography.NEW_YORK, "active"),
    WASHINGTON("cust-wa", "Washington State", Geography.WASHINGTON, "active"),
    EEA("cust-eea", "Germany; google_pay takes USD only, sepa needs the widget", Geography.GERMANY, "active"),
    EEA_SEPA("cust-eea-sepa", "Germany, sepa without the widget", Geography.GERMANY, "active", Trait.HEADLESS_SEPA),
    SWISS("cust-row", "Switzerland: no disclosure, no location", Geography.SWITZERLAND, "active"),
    LISTED(
            "cust-list",
            "New York, the capability's geography being a list",
            Geography.NEW_YORK,
            "active",
            Trait.GEOGRAPHY_AS_LIST),
    PENDING("cust-pending", "connection pending", Geography.COLORADO, "pending"),
    FAILED("cust-failed", "connection failed, with a reason", Geography.COLORADO, "failed"),
    UNAVAILABLE("cust-unavailable", "connection unavailable (United Kingdom)", Geography.UNITED_KINGDOM, "unavailable"),
    TERMS(
            "cust-terms",
            "terms to accept; active after a session with termsAcceptedAt",
            Geography.COLORADO,
            "termsAcceptanceRequired"),
    NEW(
            "cust-new",
            "not connected: anonymous token; guest checkout after a session with email, phoneNumber, termsAcceptedAt",
            Geography.COLORADO,
            "connectionRequired"),
    NEW_NEW_YORKER("cust-new-ny", "New York, not connected yet", Geography.NEW_YORK, "connectionRequired"),
    ODD("cust-odd", "an unknown connection status", Geography.COLORADO, "paused"),
    NO_CARDS("cust-no-cards", "no stored methods", Geography.COLORADO, "active", Trait.NO_CARDS),
    EXPIRED_CARD("cust-expired-card", "only an expired card", Geography.COLORADO, "active", Trait.EXPIRED_CARD_ONLY),
    MANY_CARDS("cust-many-cards", "eight usable cards", Geography.COLORADO, "active", Trait.MANY_CARDS),
    EXPIRED_TOKEN(
            "cust-expired-token", "the token has expired already", Geography.COLORADO, "active", Trait.TOKEN_EXPIRED),
    FORBIDDEN(
            "cust-forbidden", "the token may do nothing: 403", Geography.COLORADO, "active", Trait.TOKEN_WITHOUT_SCOPE),
    CHALLENGED(
            "cust-challenge",
            "each payment by card asks for a challenge",
            Geography.COLORADO,
            "active",
            Trait.CHALLENGED),
    DECLINED("cust-declined", "payments are declined", Geography.COLORADO, "active", Trait.DECLINED),
    STUCK("cust-stuck", "payments stay pending", Geography.COLORADO, "active", Trait.STUCK),
    HISTORY("cust-history", "45 past transactions, one a day", Geography.COLORADO, "active", Trait.HISTORY),
    OLD(
            "cust-old",
            "New York, quotes without paymentDisclosures",
            Geography.NEW_YORK,
            "active",
            Trait.QUOTE_WITHOUT_DISCLOSURES),
    REWORDED(
            "cust-reworded",
            "Germany, disclosures in a version not known yet",
            Geography.GERMANY,
            "active",
            Trait.DISCLOSURE_REWORDED),
    UNHEARD(
            "cust-unheard",
            "Germany, one more disclosure with an unknown id",
            Geography.GERMANY,
            "active",
            Trait.DISCLOSURE_UNHEARD_OF),
    KYC(
            "cust-kyc",
            "KYC collecting: address and tax identifier to give",
            Geography.COLORADO,
            "active",
            Trait.KYC_COLLECTING),
    REJECTED("cust-rejected", "KYC rejected", Geography.COLORADO, "active", Trait.KYC_REJECTED),
    REVIEW("cust-review", "KYC in manual review", Geography.COLORADO, "active", Trait.KYC_MANUAL_REVIEW),
    TWICE("cust-twice", "two MoonPay customers under one external id", Geography.COLORADO, "active", Trait.TWICE);

    private final String prefix;
    private final String description;
    private final Geography geography;
    private final String connectionStatus;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    Persona(String prefix, String description, Geography geography, String connectionStatus, Trait... traits) {
        this.prefix = prefix;
        this.description = description;
        this.geography = geography;
        this.connectionStatus = connectionStatus;
        this.traits.addAll(Arrays.asList(traits));
    }

    public static Persona of(String externalCustomerId) {
        return Arrays.stream(values())
                .filter(persona -> persona.owns(externalCustomerId))
                .max(Comparator.comparingInt(persona -> persona.prefix.length()))
                .orElse(PLAIN);
    }

    public static JsonArray catalogue() {
        JsonArray json = new JsonArray();
        Arrays.stream(values())
                .forEach(persona -> json.add(
                        JsonObject.of("externalCustomerId", persona.prefix, "description", persona.description)));
        return json;
    }

    public Geography geography() {
        return geography;
    }

    public String connectionStatus() {
        return connectionStatus;
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    private boolean owns(String externalCustomerId) {
        return externalCustomerId != null
                && (externalCustomerId.equals(prefix) || externalCustomerId.startsWith(prefix + "-"));
    }
}
