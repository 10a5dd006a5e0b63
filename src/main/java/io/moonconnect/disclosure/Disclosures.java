package io.moonconnect.disclosure;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.http.RequestLine;
import io.moonconnect.moonpay.wire.PaymentDisclosure;
import io.quarkus.runtime.Startup;

/**
 * Looks up the texts that MoonPay requires. A missing one is replaced by the most cautious text, never omitted. Created
 * at startup, so that its metric starts at zero and the first increase is visible.
 */
@Startup
@ApplicationScoped
public class Disclosures {

    private static final Logger LOG = Logger.getLogger(Disclosures.class);

    private final CurrentCatalogue current;
    private final Counter unrecognised;

    Disclosures(CurrentCatalogue current, MeterRegistry metrics) {
        this.current = current;
        this.unrecognised = Counter.builder("disclosures.unrecognised")
                .description("Required disclosures that are missing in the catalogue or were not understood")
                .register(metrics);
    }

    /** The distinct texts to show, in the required order, then one fallback for all that are missing. */
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

    /** The text for a requirement that was not understood. */
    public List<Disclosure> mostCautious(List<LanguageRange> languages) {
        return toShow(List.of(PaymentDisclosure.NOT_UNDERSTOOD), languages);
    }

    /** The ids with their latest versions; an unknown id has none, which results in the fallback text. */
    public List<PaymentDisclosure> known(String... ids) {
        Catalogue catalogue = current.get();
        return Arrays.stream(ids)
                .map(id -> catalogue.current(id).orElseGet(() -> new PaymentDisclosure(id, "")))
                .toList();
    }

    /** Finds a text by id and optional version. */
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

    /** Logs one line per request: the number of missing texts is controlled by the caller or MoonPay. */
    private void count(Set<PaymentDisclosure> missing) {
        unrecognised.increment(missing.size());
        if (!RequestLine.isFirst()) {
            return;
        }
        PaymentDisclosure first = missing.iterator().next();
        LOG.warnf(
                "unknown disclosure, serving the fallback text, id=%s, version=%s, count=%d",
                UntrustedName.forLog(first.id()), UntrustedName.forLog(first.version()), missing.size());
    }
}
