package io.moonconnect.connection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.disclosure.Disclosure;
import io.moonconnect.disclosure.DisclosureIds;
import io.moonconnect.disclosure.Disclosures;
import io.moonconnect.moonpay.wire.PaymentDisclosure;

/**
 * What must be shown to a customer, failing closed. A quote's own list decides; without one, or with one that is not
 * understood, it is every text that is possible at the customer's location. A location in New York or Washington
 * always adds the finality of a transaction, and one that is not understood, which could be there, the most cautious
 * text.
 */
@ApplicationScoped
class RequiredDisclosures {

    private final Disclosures disclosures;

    RequiredDisclosures(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    /** Whether the quote has decided, so that no later answer can ask for more. */
    static boolean isFinal(Connection connection) {
        return connection
                .quotedDisclosures()
                .filter(quoted -> quoted.stream().allMatch(RequiredDisclosures::isUnderstood))
                .isPresent();
    }

    List<Disclosure> toShow(Connection connection, List<LanguageRange> languages) {
        Capabilities capabilities = connection.capabilities();
        List<PaymentDisclosure> asked =
                new ArrayList<>(connection.quotedDisclosures().orElse(List.of()));
        if (!isFinal(connection) && capabilities.asksForDisclosures()) {
            asked.addAll(possibleIn(capabilities.locations()));
        } else if (!capabilities.locations().stream().allMatch(Location::understood)) {
            asked.add(PaymentDisclosure.NOT_UNDERSTOOD);
        }
        List<Disclosure> shown = disclosures.toShow(asked, languages);
        return capabilities.locations().stream().anyMatch(GeographyRules::needsFinality)
                ? withFinality(shown, languages)
                : shown;
    }

    /** Everything possible at these places; for a place without a rule, and for no place at all, the most cautious text. */
    private List<PaymentDisclosure> possibleIn(List<Location> locations) {
        Set<String> ids = new LinkedHashSet<>();
        boolean understood = !locations.isEmpty();
        for (Location location : locations) {
            Set<String> possible = GeographyRules.idsPossibleIn(location);
            ids.addAll(possible);
            understood &= location.understood() && !possible.isEmpty();
        }
        List<PaymentDisclosure> asked = new ArrayList<>(disclosures.known(ids.toArray(String[]::new)));
        if (!understood) {
            asked.add(PaymentDisclosure.NOT_UNDERSTOOD);
        }
        return asked;
    }

    private List<Disclosure> withFinality(List<Disclosure> shown, List<LanguageRange> languages) {
        Optional<Disclosure> there = shown.stream()
                .filter(text -> text.recognised() && text.id().equals(DisclosureIds.US_TRANSACTION_FINALITY))
                .findAny();
        if (there.isPresent()) {
            return shown;
        }
        Set<Disclosure> all = new LinkedHashSet<>(shown);
        all.addAll(disclosures.toShow(disclosures.known(DisclosureIds.US_TRANSACTION_FINALITY), languages));
        return List.copyOf(all);
    }

    private static boolean isUnderstood(PaymentDisclosure asked) {
        return !asked.id().isEmpty() && !asked.version().isEmpty();
    }
}
