package io.moonconnect.caller;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * The host's identity provider as configured under {@code quarkus.oidc}, for bearer tokens only. Quarkus' default
 * tenant is disabled (application.properties): it connects at startup, and fails the startup if it cannot.
 */
@Startup
@ApplicationScoped
class CustomerTenant implements TenantConfigResolver {

    private static final String ID = "customer";
    private static final String ANY = "any";

    private final boolean on;
    private final OidcTenantConfig configured;
    private final Uni<OidcTenantConfig> tenant;

    @Inject
    CustomerTenant(CallerConfig config, TenantConfigBean tenants) {
        this(config, tenants.getDefaultTenant().getOidcTenantConfig());
    }

    CustomerTenant(CallerConfig config, OidcTenantConfig configured) {
        this.on = config.callers().contains(CallerMode.CUSTOMER);
        this.configured = configured;
        if (on) {
            check();
        }
        this.tenant = Uni.createFrom().item(on ? bearerOnly(configured) : null);
    }

    boolean isOn() {
        return on;
    }

    /** Minimum interval between two key fetches. */
    Duration keyInterval() {
        return configured.token().forcedJwkRefreshInterval();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> blocking) {
        return tenant;
    }

    /** Disables introspection. Quarkus' fetch interval is halved so that only {@link SigningKeys} limits fetches. */
    private static OidcTenantConfig bearerOnly(OidcTenantConfig configured) {
        return OidcTenantConfig.builder(configured)
                .tenantId(ID)
                .enableTenant()
                .applicationType(io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType.SERVICE)
                .token()
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .requireJwtIntrospectionOnly(false)
                .forcedJwkRefreshInterval(
                        configured.token().forcedJwkRefreshInterval().dividedBy(2))
                .end()
                .authentication()
                .userInfoRequired(false)
                .end()
                .build();
    }

    private void check() {
        String url = configured.authServerUrl().orElse("");
        need(!url.isBlank(), "quarkus.oidc.auth-server-url is not set");
        need(isHttp(url), "quarkus.oidc.auth-server-url is not an http or https URL");
        List<String> audience = configured.token().audience().orElse(List.of());
        need(!audience.isEmpty(), "quarkus.oidc.token.audience is not set");
        need(
                audience.stream().noneMatch(name -> name.isBlank() || name.equals(ANY)),
                "quarkus.oidc.token.audience must name this service: " + ANY
                        + " would accept tokens issued for any service");
        String issuer = configured.token().issuer().orElse("");
        need(!issuer.equals(ANY), "quarkus.oidc.token.issuer must not be " + ANY);
        if (!configured.discoveryEnabled().orElse(true)) {
            need(configured.jwksPath().isPresent(), "quarkus.oidc.jwks-path is not set, and discovery is off");
            need(!issuer.isBlank(), "quarkus.oidc.token.issuer is not set, and discovery is off");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    private static void need(boolean holds, String otherwise) {
        if (!holds) {
            throw new ConfigurationException(otherwise + " (moonconnect.callers contains customer)");
        }
    }
}
