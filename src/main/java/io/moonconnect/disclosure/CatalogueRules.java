package io.moonconnect.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.moonconnect.moonpay.wire.PaymentDisclosure;

/** Rules of a catalogue that span fields, which its schema cannot express. */
final class CatalogueRules {

    private CatalogueRules() {}

    /** The errors of a well-formed catalogue; empty if valid. */
    static List<String> broken(Catalogue catalogue) {
        List<String> problems = new ArrayList<>();
        Set<String> places = new HashSet<>();
        Set<PaymentDisclosure> keys = new LinkedHashSet<>();
        Set<PaymentDisclosure> english = new HashSet<>();
        for (Disclosure disclosure : catalogue.disclosures()) {
            keys.add(disclosure.key());
            if (disclosure.locale().equals(Catalogue.ENGLISH)) {
                english.add(disclosure.key());
            }
            String place = name(disclosure.key()) + " in " + disclosure.locale();
            if (!places.add(place)) {
                problems.add(place + " is duplicated");
            }
            disclosure.links().stream()
                    .filter(link -> !disclosure.text().contains(link.label()))
                    .forEach(link -> problems.add(place + " has a link whose label is not in its text"));
        }
        keys.stream()
                .filter(key -> !english.contains(key))
                .forEach(key -> problems.add(name(key) + " has no text in en"));
        if (!keys.contains(catalogue.fallback())) {
            problems.add("the fallback, " + name(catalogue.fallback()) + ", is not among the disclosures");
        }
        return problems;
    }

    /** The errors that prevent its use with a live key; empty if there are none. */
    static List<String> brokenForLive(Catalogue catalogue) {
        if (catalogue.sample()) {
            return List.of("it is a sample, and a live key requires MoonPay's own texts for "
                    + String.join(", ", DisclosureIds.KNOWN));
        }
        List<String> missing = DisclosureIds.KNOWN.stream()
                .filter(id -> catalogue.current(id).isEmpty())
                .toList();
        return missing.isEmpty()
                ? List.of()
                : List.of("a live key requires a text for every known id; missing: " + String.join(", ", missing));
    }

    private static String name(PaymentDisclosure key) {
        return key.id() + " version " + key.version();
    }
}
