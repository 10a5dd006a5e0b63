package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** Exposes the mode of the secret key: {@code moonpay_mode{mode="test"} 1}. */
@ApplicationScoped
class ModeMetric {

    void register(@Observes StartupEvent event, MeterRegistry registry, MoonPaySettings settings) {
        Gauge.builder("moonpay.mode", () -> 1)
                .description("The mode of the secret key")
                .tag("mode", settings.mode().label())
                .register(registry);
    }
}
