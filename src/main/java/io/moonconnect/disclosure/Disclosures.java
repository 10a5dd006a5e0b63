package io.moonconnect.disclosure;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.RequestLine;
import io.moonconnect.moonpay.wire.PaymentDisclosure;
import io.quarkus.runtime.StartupEvent;

/** Finds the texts for what MoonPay asks for. Whatever it does not find gets the most cautious text, never none. */
@ApplicationScoped
public class Disclosures {

    private static final Logger LOG = Logger.getLogger(Disclosures.class);

    private final CurrentCatalogue current;
    private final Counter unrecognised;

    Disclosures(CurrentCatalogue current, MeterRegistry metrics) {
        this.current = current;
        this.unrecognised = Counter.builder("disclosures.unrecognised")
                .description("Disclosures asked for that the catalogue does not have or that were not understood")
                .register(metrics);
    }

    /** Being observed is what makes its metric zero from the start: an increase can be told only from what was there before. */
    void start(@Observes StartupEvent event) {}

    /**
     * The texts to show, each once, in the order they were asked for. One most cautious text, at the end, stands in for
     * all that the catalogue does not have.
     *
     * @param asked what MoonPay wants shown; empty means nothing
     * @param languages see {@link Languages}
     */
    public List<Disclosure> toShow(List<PaymentDisclosure> asked, List<LanguageRange> languages) {
        Catalogue catalogue = current.get();
        Set<Disclosure> found = new LinkedHashSet<>();
        Set<PaymentDisclosure> missing = new LinkedHashSet<>();
        for (PaymentDisclosure one : asked) {
            catalogue.find(one, languages).ifPresentOrElse(found::add, () -> missing.add(one));
        }
        if (!missing.isEmpty()) {
            count(missing);
            Disclosure standIn = catalogue.standIn(languages);
            found.removeIf(text -> text.key().equals(standIn.key()));
            found.add(standIn);
        }
        return List.copyOf(found);
    }

    /** The text for something that was asked for in a way we do not understand. */
    public List<Disclosure> mostCautious(List<LanguageRange> languages) {
        return toShow(List.of(PaymentDisclosure.NOT_UNDERSTOOD), languages);
    }

    /**
     * These ids in their newest versions, for rules that know ids only. An id that the catalogue does not have is still
     * there, without a version, so that it gets the most cautious text.
     */
    public List<PaymentDisclosure> known(String... ids) {
        Catalogue catalogue = current.get();
        return Arrays.stream(ids)
                .map(id -> catalogue.current(id).orElseGet(() -> new PaymentDisclosure(id, "")))
                .toList();
    }

    /** One text by its name. */
    Optional<Disclosure> find(String id, Optional<String> version, List<LanguageRange> languages) {
        Catalogue catalogue = current.get();
        return version.map(given -> new PaymentDisclosure(id, given))
                .or(() -> catalogue.current(id))
                .flatMap(key -> catalogue.find(key, languages));
    }

    DisclosureList all() {
        Catalogue catalogue = current.get();
        return new DisclosureList(catalogue.sample(), catalogue.fallback(), catalogue.disclosures());
    }

    /** One line for all of a request: how many there are is up to who sent it, or to MoonPay. */
    private void count(Set<PaymentDisclosure> missing) {
        unrecognised.increment(missing.size());
        if (!RequestLine.isFirst()) {
            return;
        }
        PaymentDisclosure first = missing.iterator().next();
        LOG.warnf(
                "a disclosure is not known or was not understood, the most cautious text is shown, id=%s, version=%s, count=%d",
                UntrustedName.forLog(first.id()), UntrustedName.forLog(first.version()), missing.size());
    }
}
