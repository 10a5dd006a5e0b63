package io.moonconnect.disclosure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.moonconnect.audit.ServedText;

/**
 * The texts of the catalogues that this process has loaded: those of the current one, and for a while those that were
 * replaced. A customer may accept a text that was replaced while they read it.
 */
final class KnownTexts {

    /** More than in any catalogue with real texts (1 MiB); the oldest are dropped first. */
    private static final int MOST_REPLACED = 20_000;

    private final Duration life;
    private final Clock clock;
    private volatile Catalogue current;

    /** With the time until which they are known, oldest first; never modified after publication. */
    private volatile Map<ServedText, Instant> replaced = Map.of();

    KnownTexts(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /** Adds a catalogue that replaces the current one. Called by one thread at a time. */
    void load(Catalogue next) {
        if (current != null) {
            replaced = replacedBy(clock.instant());
        }
        current = next;
    }

    boolean has(ServedText text) {
        if (current.contains(text)) {
            return true;
        }
        Instant end = replaced.get(text);
        return end != null && !clock.instant().isAfter(end);
    }

    private Map<ServedText, Instant> replacedBy(Instant now) {
        Map<ServedText, Instant> texts = new LinkedHashMap<>(replaced);
        texts.values().removeIf(now::isAfter);
        for (Disclosure disclosure : current.disclosures()) {
            ServedText text = disclosure.asServed();
            texts.remove(text);
            texts.put(text, now.plus(life));
        }
        Iterator<ServedText> oldest = texts.keySet().iterator();
        for (int surplus = texts.size() - MOST_REPLACED; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
        return texts;
    }
}
