package io.moonconnect.moonpay;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports the outcome of the latest call to MoonPay. Always up: taking replicas out of service does not help while
 * MoonPay is down.
 */
@Readiness
@ApplicationScoped
class MoonPayReadiness implements HealthCheck {

    private final LastOutcome lastOutcome;
    private final MoonPaySettings settings;

    MoonPayReadiness(LastOutcome lastOutcome, MoonPaySettings settings) {
        this.lastOutcome = lastOutcome;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("moonpay")
                .up()
                .withData("lastOutcome", lastOutcome.label())
                .withData("mode", settings.mode().label())
                .build();
    }
}
