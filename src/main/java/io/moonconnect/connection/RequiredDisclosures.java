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
 * Determines the disclosures to show, failing closed. The quote's own list decides; without one, or if it is not
 * understood, all disclosures possible at the customer's location are shown. A location in New York or Washington
 * always adds transaction finality. A location that is not understood always adds the most cautious text, because it
 * might be there, and so does an active connection without capabilities, until a quote decides.
 */
@ApplicationScoped
class RequiredDisclosures {

    private final Disclosures disclosures;

    RequiredDisclosures(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    /** Whether the quote has decided, so that no later response can require more. */
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
        boolean open = !isFinal(connection);
        if (open && capabilities.asksForDisclosures()) {
            asked.addAll(possibleIn(capabilities.locations()));
        } else if ((open && isSilent(connection))
                || !capabilities.locations().stream().allMatch(Location::understood)) {
            asked.add(PaymentDisclosure.NOT_UNDERSTOOD);
        }
        List<Disclosure> shown = disclosures.toShow(asked, languages);
        return capabilities.locations().stream().anyMatch(GeographyRules::needsFinality)
                ? withFinality(shown, languages)
                : shown;
    }

    /** All ids possible at these locations, plus the most cautious text if a location has no rule. */
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

    /** An active connection has capabilities. If none were sent, what they require is unknown. */
    private static boolean isSilent(Connection connection) {
        return connection.capabilities().raw() == null
                && ConnectionStatus.of(connection.status()).equals(Optional.of(ConnectionStatus.ACTIVE));
    }

    private static boolean isUnderstood(PaymentDisclosure asked) {
        return !asked.id().isEmpty() && !asked.version().isEmpty();
    }
}
