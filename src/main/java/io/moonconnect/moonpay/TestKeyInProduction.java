package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.moonconnect.credential.Mode;
import io.quarkus.runtime.StartupEvent;

/**
 * Warns of a production artifact that runs with a test key: nothing fails, but no money moves. Logs a warning at
 * startup and exposes {@code moonpay_test_key_in_production} for an alert.
 */
@ApplicationScoped
class TestKeyInProduction {

    private static final Logger LOG = Logger.getLogger(TestKeyInProduction.class);

    void check(
            @Observes StartupEvent event,
            MoonPaySettings settings,
            Instance<ProductionBuild> production,
            MeterRegistry metrics) {
        boolean testKey = production.isResolvable() && settings.mode() == Mode.TEST;
        if (testKey) {
            LOG.warn("production build runs with a MoonPay test key: no money moves");
        }
        Gauge.builder("moonpay.test.key.in.production", () -> testKey ? 1 : 0)
                .description("1 if a production build runs with a test key, so that no money moves")
                .register(metrics);
    }
}
