package io.moonconnect.connection;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import io.moonconnect.disclosure.DisclosureIds;

/** The disclosures that may apply at a location (MoonPay's going-live page). A quote is more specific. */
final class GeographyRules {

    /** The 27 EU members, Iceland, Liechtenstein and Norway. */
    private static final Set<String> EEA_COUNTRIES = Set.of(
            "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA",
            "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "ISL", "LIE", "NOR");

    /** States that require the finality of transactions to be disclosed. */
    private static final Set<String> FINALITY_STATES = Set.of("NY", "WA");

    private GeographyRules() {}

    /** All ids that may apply at a location; empty if there is no rule for it. */
    static Set<String> idsPossibleIn(Location location) {
        Set<String> ids = new LinkedHashSet<>();
        if (location.isInUsa()) {
            ids.addAll(idsPossibleInUsa(location.administrativeAreas()));
        }
        if (location.areas().contains(Location.EEA) || !Collections.disjoint(location.countries(), EEA_COUNTRIES)) {
            ids.add(DisclosureIds.EEA_CRYPTO_ASSET_RISK);
            ids.add(DisclosureIds.EEA_UNREGULATED_STABLECOIN_RISK);
        }
        return ids;
    }

    /** Whether transaction finality must be disclosed there, whatever the quote requires. */
    static boolean needsFinality(Location location) {
        return location.isInUsa() && !Collections.disjoint(location.administrativeAreas(), FINALITY_STATES);
    }

    /** Without a state, the ids of all states apply. */
    private static Set<String> idsPossibleInUsa(Set<String> states) {
        Set<String> ids = new LinkedHashSet<>();
        if (states.isEmpty() || !Collections.disjoint(states, FINALITY_STATES)) {
            ids.add(DisclosureIds.US_TRANSACTION_FINALITY);
        }
        if (!FINALITY_STATES.containsAll(states) || states.isEmpty()) {
            ids.add(DisclosureIds.GATEWAY_TOKEN);
        }
        return ids;
    }
}
