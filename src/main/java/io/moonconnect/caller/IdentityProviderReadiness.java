package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The state of the signing keys. Always up: known keys still work in an outage, which affects all replicas. */
@Readiness
@ApplicationScoped
class IdentityProviderReadiness implements HealthCheck {

    private final CustomerTenant tenant;
    private final SigningKeys keys;

    IdentityProviderReadiness(CustomerTenant tenant, SigningKeys keys) {
        this.tenant = tenant;
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("identity-provider")
                .up()
                .withData("customers", tenant.isOn() ? "on" : "off")
                .withData("lastFetch", keys.lastFetch())
                .withData("keys", keys.count())
                .build();
    }
}
