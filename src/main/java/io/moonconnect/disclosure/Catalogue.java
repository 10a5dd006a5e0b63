package io.moonconnect.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;

import io.moonconnect.audit.ServedText;
import io.moonconnect.moonpay.wire.PaymentDisclosure;

/** A validated catalogue with lookups: every text exists in English, and so does the fallback. */
final class Catalogue {

    static final String ENGLISH = "en";

    private final boolean sample;
    private final PaymentDisclosure fallback;
    private final List<Disclosure> disclosures;
    private final Map<PaymentDisclosure, Map<String, Disclosure>> byLocale = new HashMap<>();
    private final Map<String, PaymentDisclosure> current = new HashMap<>();

    /** @param disclosures texts validated by {@link CatalogueRules} */
    Catalogue(boolean sample, PaymentDisclosure fallback, List<Disclosure> disclosures) {
        this.sample = sample;
        this.fallback = fallback;
        this.disclosures = List.copyOf(disclosures);
        for (Disclosure disclosure : disclosures) {
            byLocale.computeIfAbsent(disclosure.key(), key -> new HashMap<>())
                    .put(disclosure.locale().toLowerCase(Locale.ROOT), disclosure);
            current.merge(disclosure.id(), disclosure.key(), Catalogue::newer);
        }
    }

    boolean sample() {
        return sample;
    }

    /** The text that replaces unrecognised disclosures. */
    PaymentDisclosure fallback() {
        return fallback;
    }

    /** All texts in all languages, in file order. */
    List<Disclosure> disclosures() {
        return disclosures;
    }

    Optional<PaymentDisclosure> current(String id) {
        return Optional.ofNullable(current.get(id));
    }

    /** A text in the best matching language (RFC 4647, lookup), or in English; empty if the text does not exist. */
    Optional<Disclosure> find(PaymentDisclosure key, List<LanguageRange> languages) {
        return Optional.ofNullable(byLocale.get(key)).map(locales -> inLanguage(locales, languages));
    }

    /** Whether this wording is in the catalogue. */
    boolean contains(ServedText text) {
        Disclosure found = byLocale.getOrDefault(new PaymentDisclosure(text.id(), text.version()), Map.of())
                .get(text.locale().toLowerCase(Locale.ROOT));
        return found != null && found.asServed().equals(text);
    }

    /** The fallback text, marked as such. */
    Disclosure standIn(List<LanguageRange> languages) {
        return inLanguage(byLocale.get(fallback), languages).standingIn();
    }

    private static Disclosure inLanguage(Map<String, Disclosure> locales, List<LanguageRange> languages) {
        String tag = Locale.lookupTag(languages, locales.keySet());
        return locales.get(tag == null ? ENGLISH : tag.toLowerCase(Locale.ROOT));
    }

    private static PaymentDisclosure newer(PaymentDisclosure one, PaymentDisclosure other) {
        return VersionOrder.INSTANCE.compare(one.version(), other.version()) >= 0 ? one : other;
    }
}
