package io.moonconnect.disclosure;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.moonpay.MoonPaySettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;

/**
 * The catalogue in use. It is read at the start, which a bad one ends, and again when its file changes, where a bad one
 * leaves the old one in use: {@code disclosures_reload_total} counts both.
 */
@ApplicationScoped
class CurrentCatalogue {

    private static final Logger LOG = Logger.getLogger(CurrentCatalogue.class);

    /** Stands for a file that cannot be read. An empty file is as bad, so the two need not be told apart. */
    private static final byte[] UNREADABLE = {};

    private static final long NO_TIMER = -1;

    private final CatalogueSource source;
    private final Vertx vertx;
    private final long intervalMillis;
    private final Counter reloaded;
    private final Counter refused;
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile byte[] lastSeen;
    private volatile Catalogue catalogue;
    private volatile long timer = NO_TIMER;

    CurrentCatalogue(DisclosuresConfig config, MoonPaySettings moonPay, Vertx vertx, MeterRegistry metrics) {
        this.source = new CatalogueSource(config.disclosuresFile(), moonPay.mode());
        this.vertx = vertx;
        this.intervalMillis = config.disclosuresCheckInterval().toMillis();
        if (intervalMillis < 1) {
            throw new ConfigurationException("moonconnect.disclosures-check-interval must be longer than nothing");
        }
        this.reloaded = reloads(metrics, "ok");
        this.refused = reloads(metrics, "failed");
        CatalogueSource.Loaded first = source.load();
        this.lastSeen = first.bytes();
        this.catalogue = first.catalogue();
    }

    /** Being observed is what makes a bad catalogue a start-up error. */
    void start(@Observes StartupEvent event) {
        if (source.canChange()) {
            timer = vertx.setPeriodic(intervalMillis, id -> check());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    Catalogue get() {
        return catalogue;
    }

    /** One look at a time: a file system that hangs must not pile them up. */
    private void check() {
        if (checking.compareAndSet(false, true)) {
            vertx.executeBlocking(this::readIfChanged, false)
                    .onFailure(fault ->
                            LOG.errorf(fault, "the disclosures file could not be looked at, the old texts are kept"))
                    .onComplete(done -> checking.set(false));
        }
    }

    /** Content counts and not its time: a ConfigMap is swapped by a link, and clocks of file systems are coarse. */
    private Void readIfChanged() {
        byte[] bytes = bytesOrUnreadable();
        if (!Arrays.equals(bytes, lastSeen)) {
            lastSeen = bytes;
            replace(bytes);
        }
        return null;
    }

    private void replace(byte[] bytes) {
        try {
            catalogue = source.read(bytes);
            reloaded.increment();
            LOG.infof("the disclosures file has changed and is in use, file=%s", source.name());
        } catch (BadCatalogueException bad) {
            refused.increment();
            LOG.warnf(
                    "the disclosures file has changed and cannot be used, the old texts are kept, file=%s, problem=%s",
                    source.name(), bad.getMessage());
        }
    }

    private byte[] bytesOrUnreadable() {
        try {
            return source.bytes();
        } catch (IOException unreadable) {
            return UNREADABLE;
        }
    }

    private static Counter reloads(MeterRegistry metrics, String outcome) {
        return Counter.builder("disclosures.reload")
                .description("Changes of the disclosures file, by whether the new texts could be used")
                .tag("outcome", outcome)
                .register(metrics);
    }
}
