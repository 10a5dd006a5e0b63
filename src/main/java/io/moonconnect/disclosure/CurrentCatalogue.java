package io.moonconnect.disclosure;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.file.WatchedFiles;
import io.moonconnect.moonpay.MoonPaySettings;
import io.quarkus.runtime.StartupEvent;

/** The current catalogue. A request gets it once, so that a reload does not change it midway. */
@ApplicationScoped
class CurrentCatalogue {

    private final Supplier<Catalogue> newest;

    CurrentCatalogue(DisclosuresConfig config, MoonPaySettings moonPay, WatchedFiles files) {
        this.newest = new CatalogueSource(moonPay.mode()).open(config.disclosuresFile(), files);
    }

    /** Instantiates this bean at start-up, so that an invalid catalogue fails the start. */
    void start(@Observes StartupEvent event) {}

    Catalogue get() {
        return newest.get();
    }
}
