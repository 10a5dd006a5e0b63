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
 * Tells of a production artifact that runs with a test key: nothing fails then, and no customer gets anything. A warning at
 * the start, and {@code moonpay_test_key_in_production} for an alert.
 */
@ApplicationScoped
class TestKeyInProduction {

    private static final Logger LOG = Logger.getLogger(TestKeyInProduction.class);

    void tell(
            @Observes StartupEvent event,
            MoonPaySettings settings,
            Instance<ProductionBuild> production,
            MeterRegistry metrics) {
        boolean testKey = production.isResolvable() && settings.mode() == Mode.TEST;
        if (testKey) {
            LOG.warn("a production build runs with a test key of MoonPay's: no money moves");
        }
        Gauge.builder("moonpay.test.key.in.production", () -> testKey ? 1 : 0)
                .description("1 where a production build runs with a test key, so that no money moves")
                .register(metrics);
    }
}
