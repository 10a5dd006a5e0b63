package io.moonconnect.caller;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcProviderClient;
import io.quarkus.oidc.TenantIdentityProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Why {@link TokenVerifier}, {@link KeyFetch} and {@link IdentityProviderFilter} use the inside of Quarkus. When a test
 * fails, the public interface has more to offer, and the reason that the test states is to be reviewed.
 */
class OidcTrialTest {

    /** A tenant from a resolver, such as {@link CustomerTenant}, is found by the request. */
    @Test
    void the_public_verifier_takes_a_token_but_no_request() {
        assertThat(Stream.of(TenantIdentityProvider.class.getMethods()).map(Method::getParameterTypes))
                .as("ways to verify a token")
                .containsExactly(new Class<?>[] {AccessTokenCredential.class});
    }

    @Test
    void no_public_method_connects_to_the_provider_or_fetches_its_keys() {
        assertThat(Stream.of(Oidc.class, OidcProviderClient.class)
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .map(Method::getName))
                .as("public calls to the provider")
                .containsOnly(
                        "create",
                        "createServiceApp",
                        "createWebApp",
                        "getUserInfo",
                        "introspectAccessToken",
                        "revokeAccessToken",
                        "revokeRefreshToken");
    }
}
