package io.moonconnect.disclosure;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.moonpay.MoonPaySettings;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.Startup;

/** The current catalogue. A request gets it once, so that a reload does not change it midway. */
@Startup
@ApplicationScoped
class CurrentCatalogue {

    private final Supplier<Catalogue> newest;

    CurrentCatalogue(DisclosuresConfig config, MoonPaySettings moonPay, WatchedFiles files) {
        this.newest = new CatalogueSource(moonPay.mode()).open(config.file(), files);
    }

    Catalogue get() {
        return newest.get();
    }
}
