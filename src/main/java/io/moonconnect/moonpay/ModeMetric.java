package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** Shows the mode that the secret key puts us in: {@code moonpay_mode{mode="test"} 1}. */
@ApplicationScoped
class ModeMetric {

    void register(@Observes StartupEvent event, MeterRegistry registry, MoonPaySettings settings) {
        Gauge.builder("moonpay.mode", () -> 1)
                .description("The mode that the secret key puts this service in")
                .tag("mode", settings.mode().label())
                .register(registry);
    }
}
