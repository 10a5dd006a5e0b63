package io.moonconnect.moonpay.permit;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports the source of permits ({@code memory} without Redis, {@code fleet} with it, {@code fair-share} while it is
 * slow or unavailable) and the time left of a pause after a 429. Always up, since a replica works in each of these
 * cases.
 */
@Readiness
@ApplicationScoped
class PermitReadiness implements HealthCheck {

    private final PermitPool pool;

    PermitReadiness(PermitPool pool) {
        this.pool = pool;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("permits")
                .up()
                .withData("source", pool.source())
                .withData("pausedMillis", pool.paused().toMillis())
                .build();
    }
}
