package io.moonconnect.disclosure;

import java.time.Clock;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.moonconnect.audit.ServedText;
import io.moonconnect.moonpay.MoonPaySettings;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.Startup;

/** The current catalogue. A request gets it once, so that a reload does not change it midway. */
@Startup
@Singleton
class CurrentCatalogue {

    private final KnownTexts known;
    private final Supplier<Catalogue> newest;

    CurrentCatalogue(DisclosuresConfig config, MoonPaySettings moonPay, WatchedFiles files, Clock clock) {
        this.known = new KnownTexts(config.proofLife(), clock);
        this.newest = new CatalogueSource(moonPay.mode(), known::load).open(config.file(), files);
    }

    Catalogue get() {
        return newest.get();
    }

    /** Whether this process has loaded the text, and it was not replaced too long ago. */
    boolean knows(ServedText text) {
        return known.has(text);
    }
}
