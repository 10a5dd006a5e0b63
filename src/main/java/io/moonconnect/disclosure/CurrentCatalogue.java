package io.moonconnect.disclosure;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.moonconnect.moonpay.MoonPaySettings;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.StartupEvent;

/** The catalogue in use. A request asks for it once, so that it sees one catalogue and not two. */
@ApplicationScoped
class CurrentCatalogue {

    private final Supplier<Catalogue> newest;

    CurrentCatalogue(DisclosuresConfig config, MoonPaySettings moonPay, WatchedFiles files) {
        this.newest = new CatalogueSource(moonPay.mode()).open(config.disclosuresFile(), files);
    }

    /** Being observed is what makes a bad catalogue a start-up error. */
    void start(@Observes StartupEvent event) {}

    Catalogue get() {
        return newest.get();
    }
}
