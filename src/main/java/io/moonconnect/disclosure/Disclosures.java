package io.moonconnect.disclosure;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.audit.ServedText;
import io.moonconnect.http.RequestLine;
import io.moonconnect.http.UntrustedName;
import io.moonconnect.moonpay.wire.PaymentDisclosure;
import io.quarkus.runtime.Startup;

/**
 * Looks up the texts that MoonPay requires. A missing one is replaced by the most cautious text, never omitted. Created
 * at startup, so that its metric starts at zero and the first increase is visible.
 */
@Startup
@Singleton
public class Disclosures {

    private static final Logger LOG = Logger.getLogger(Disclosures.class);

    private final CurrentCatalogue current;
    private final Proofs proofs;
    private final Counter unrecognised;

    Disclosures(CurrentCatalogue current, Proofs proofs, MeterRegistry metrics) {
        this.current = current;
        this.proofs = proofs;
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
        return found.stream().map(proofs::prove).toList();
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

    /** @param version null for the latest one */
    Optional<Disclosure> find(String id, String version, List<LanguageRange> languages) {
        Catalogue catalogue = current.get();
        return Optional.ofNullable(version)
                .map(given -> new PaymentDisclosure(id, given))
                .or(() -> catalogue.current(id))
                .flatMap(key -> catalogue.find(key, languages))
                .map(proofs::prove);
    }

    DisclosureList all() {
        Catalogue catalogue = current.get();
        List<Disclosure> texts =
                catalogue.disclosures().stream().map(proofs::prove).toList();
        return new DisclosureList(catalogue.sample(), catalogue.fallback(), texts);
    }

    /** When the text was served, by its proof; empty without a valid one. */
    public Optional<Instant> servedAt(ServedText text, String proof) {
        return proofs.servedAt(text, proof);
    }

    /** Whether the text is in a catalogue that this process has loaded. */
    public boolean knows(ServedText text) {
        return current.knows(text);
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
