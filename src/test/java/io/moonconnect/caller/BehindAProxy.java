package io.moonconnect.caller;

import java.util.Map;

import io.moonconnect.testing.IdentityProvider;
import io.quarkus.test.junit.QuarkusTestProfile;

/** One proxy in front, customers identified by a custom claim, a fixed JWKS path, and open callers. */
public class BehindAProxy implements QuarkusTestProfile {

    static final String CLAIM = "https://shop.example/customer";
    static final String ISSUER = "https://id.shop.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "moonconnect.callers",
                "customer,open",
                "moonconnect.customer-claim",
                CLAIM,
                "moonconnect.trusted-hops",
                "1",
                "quarkus.oidc.discovery-enabled",
                "false",
                "quarkus.oidc.jwks-path",
                IdentityProvider.KEYS,
                "quarkus.oidc.token.issuer",
                ISSUER);
    }
}
