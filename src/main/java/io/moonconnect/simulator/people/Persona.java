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
    PLAIN("cust", "Colorado: connected, has one good card and one expired card", Geography.COLORADO, "active"),
    NEW_YORK("cust-ny", "New York: connected, is told that a transaction is final", Geography.NEW_YORK, "active"),
    WASHINGTON(
            "cust-wa",
            "Washington State: connected, is told that a transaction is final",
            Geography.WASHINGTON,
            "active"),
    EEA(
            "cust-eea",
            "Germany: risk texts; Google Pay takes USD only, SEPA needs MoonPay’s widget",
            Geography.GERMANY,
            "active"),
    EEA_SEPA(
            "cust-eea-sepa",
            "Germany: SEPA without MoonPay’s widget, when paying EUR",
            Geography.GERMANY,
            "active",
            Trait.HEADLESS_SEPA),
    EEA_SEPA_TIMEOUT(
            "cust-eea-sepa-timeout",
            "Germany: SEPA as cust-eea-sepa, but the transfer never arrives and times out",
            Geography.GERMANY,
            "active",
            Trait.HEADLESS_SEPA,
            Trait.TRANSFER_TIMES_OUT),
    SWISS("cust-row", "Switzerland: nothing to read before paying", Geography.SWITZERLAND, "active"),
    LISTED(
            "cust-list",
            "New York, as cust-ny; MoonPay names the location in a list",
            Geography.NEW_YORK,
            "active",
            Trait.GEOGRAPHY_AS_LIST),
    PENDING("cust-pending", "MoonPay still checks: the connection is pending", Geography.COLORADO, "pending"),
    FAILED("cust-failed", "MoonPay refuses: the connection fails, with a reason", Geography.COLORADO, "failed"),
    UNAVAILABLE(
            "cust-unavailable", "United Kingdom: MoonPay does not sell there", Geography.UNITED_KINGDOM, "unavailable"),
    TERMS(
            "cust-terms",
            "has to accept MoonPay’s terms first, then is connected",
            Geography.COLORADO,
            "termsAcceptanceRequired"),
    NEW(
            "cust-new",
            "not connected yet; with email, phone and terms given, may pay as a guest",
            Geography.COLORADO,
            "connectionRequired"),
    NEW_NEW_YORKER(
            "cust-new-ny",
            "New York: not connected yet, has to connect in MoonPay’s frame",
            Geography.NEW_YORK,
            "connectionRequired"),
    ODD("cust-odd", "the connection has a status that this service does not know", Geography.COLORADO, "paused"),
    NO_CARDS("cust-no-cards", "has no stored card", Geography.COLORADO, "active", Trait.NO_CARDS),
    EXPIRED_CARD(
            "cust-expired-card", "has only an expired card", Geography.COLORADO, "active", Trait.EXPIRED_CARD_ONLY),
    MANY_CARDS(
            "cust-many-cards", "has eight usable cards of four brands", Geography.COLORADO, "active", Trait.MANY_CARDS),
    NO_GOOGLE_PAY(
            "cust-no-google-pay", "a device without Google Pay", Geography.COLORADO, "active", Trait.NO_GOOGLE_PAY),
    EXPIRED_TOKEN(
            "cust-expired-token",
            "connected, but the access token has expired: 401",
            Geography.COLORADO,
            "active",
            Trait.TOKEN_EXPIRED),
    FORBIDDEN(
            "cust-forbidden",
            "connected, but the access token lacks every permission: 403",
            Geography.COLORADO,
            "active",
            Trait.TOKEN_WITHOUT_SCOPE),
    CHALLENGED(
            "cust-challenge", "each payment by card needs a challenge", Geography.COLORADO, "active", Trait.CHALLENGED),
    DECLINED(
            "cust-declined",
            "payments are made, and the bank declines them later",
            Geography.COLORADO,
            "active",
            Trait.DECLINED),
    LATE(
            "cust-late",
            "payments are completed two seconds before the delivery and its hash",
            Geography.COLORADO,
            "active",
            Trait.LATE_DELIVERY),
    STUCK("cust-stuck", "payments stay pending for ever", Geography.COLORADO, "active", Trait.STUCK),
    HISTORY("cust-history", "has 45 past transactions, one a day", Geography.COLORADO, "active", Trait.HISTORY),
    OLD(
            "cust-old",
            "New York, quotes that name no texts, and the ecosystem fee by its old name, too",
            Geography.NEW_YORK,
            "active",
            Trait.QUOTE_WITHOUT_DISCLOSURES,
            Trait.PARTNER_FEE),
    REWORDED(
            "cust-reworded",
            "Germany, texts in a version not known yet: the cautious ones are shown",
            Geography.GERMANY,
            "active",
            Trait.DISCLOSURE_REWORDED),
    UNHEARD(
            "cust-unheard",
            "Germany, one more text that is not known: the cautious one is shown",
            Geography.GERMANY,
            "active",
            Trait.DISCLOSURE_UNHEARD_OF),
    KYC(
            "cust-kyc",
            "connected, KYC collecting: its API still wants an address and a tax identifier",
            Geography.COLORADO,
            "active",
            Trait.KYC_COLLECTING),
    KYC_FILES(
            "cust-kyc-files",
            "as cust-kyc; its API wants an identity document and a selfie, too",
            Geography.COLORADO,
            "active",
            Trait.KYC_COLLECTING,
            Trait.KYC_DOCUMENTS),
    REJECTED(
            "cust-rejected",
            "KYC rejected: the connection fails, with a reason",
            Geography.COLORADO,
            "failed",
            Trait.KYC_REJECTED),
    REVIEW(
            "cust-review",
            "KYC in manual review: the connection is pending",
            Geography.COLORADO,
            "pending",
            Trait.KYC_MANUAL_REVIEW),
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
