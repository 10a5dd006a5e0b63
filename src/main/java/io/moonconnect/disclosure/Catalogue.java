package io.moonconnect.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;

import io.moonconnect.moonpay.wire.PaymentDisclosure;

/** A checked catalogue, ready for lookups: every text is there in English, and so is the fallback. */
final class Catalogue {

    static final String ENGLISH = "en";

    private final boolean sample;
    private final PaymentDisclosure fallback;
    private final List<Disclosure> disclosures;
    private final Map<PaymentDisclosure, Map<String, Disclosure>> byLocale = new HashMap<>();
    private final Map<String, PaymentDisclosure> current = new HashMap<>();

    /** @param disclosures texts that {@link CatalogueRules} found nothing wrong with */
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

    /** Whether its texts are placeholders. */
    boolean sample() {
        return sample;
    }

    /** What stands in for whatever is not recognised. */
    PaymentDisclosure fallback() {
        return fallback;
    }

    /** Every text in every language, in the order of the file. */
    List<Disclosure> disclosures() {
        return disclosures;
    }

    /** The newest version of an id. */
    Optional<PaymentDisclosure> current(String id) {
        return Optional.ofNullable(current.get(id));
    }

    /** A text in the language that suits best (RFC 4647, lookup), English otherwise; empty where there is no such text. */
    Optional<Disclosure> find(PaymentDisclosure key, List<LanguageRange> languages) {
        return Optional.ofNullable(byLocale.get(key)).map(locales -> inLanguage(locales, languages));
    }

    /** The most cautious text. */
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
