package io.moonconnect.moonpay.permit;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells where the permits come from: {@code memory} without Redis, {@code fleet} with it, {@code fair-share} while it is slow
 * or gone; and for how much longer a 429 of MoonPay's holds everybody. It is always up, since a replica goes on in each of these cases.
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
