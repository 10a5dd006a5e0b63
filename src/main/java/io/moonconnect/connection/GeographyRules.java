package io.moonconnect.connection;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import io.moonconnect.disclosure.DisclosureIds;

/**
 * Which texts MoonPay may want shown at a place, as its going-live page says. A quote knows better, because the asset
 * decides between them.
 */
final class GeographyRules {

    /** The 27 members of the Union, and Iceland, Liechtenstein and Norway. */
    private static final Set<String> EEA_COUNTRIES = Set.of(
            "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA",
            "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "ISL", "LIE", "NOR");

    /** The states whose law wants the finality of a transaction said. */
    private static final Set<String> FINALITY_STATES = Set.of("NY", "WA");

    private GeographyRules() {}

    /** Every id that is possible at a place; empty where we have no rule for it. */
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

    /** Whether a customer there always has to be told that a transaction is final, whatever the quote says. */
    static boolean needsFinality(Location location) {
        return location.isInUsa() && !Collections.disjoint(location.administrativeAreas(), FINALITY_STATES);
    }

    /** Without a state it could be any. */
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
