package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether the identity provider has told its keys. It is always up: tokens whose key is known and callers of other
 * kinds are served while the provider is down, and no other replica would fare better.
 */
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
