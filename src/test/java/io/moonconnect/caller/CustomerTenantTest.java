package io.moonconnect.caller;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.runtime.configuration.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Customer authentication requires a trustworthy identity provider; the error names the missing key. */
class CustomerTenantTest {

    private static final String CALLERS = "moonconnect.callers";
    private static final String URL = "https://id.example/realms/shop";
    private static final String SERVER = "quarkus.oidc.auth-server-url";
    private static final String AUDIENCE = "quarkus.oidc.token.audience";
    private static final String ISSUER = "quarkus.oidc.token.issuer";

    @Test
    void an_issuer_and_an_audience_are_enough() {
        assertThat(customers(complete()).isOn()).isTrue();
    }

    @Test
    void without_customers_none_of_it_is_validated() {
        OidcTenantConfig nothing = OidcTenantConfig.builder().build();
        assertThat(tenant("backend", nothing).isOn()).isFalse();
        assertThat(tenant("backend", nothing).resolve(null, null).subscribe().asCompletionStage())
                .isCompletedWithValue(null);
    }

    @Test
    void no_issuer() {
        refuses(OidcTenantConfig.builder().token().audience("moonconnect").end(), SERVER);
        refuses(complete().authServerUrl(" "), SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.example", "ftp://id.example", "https://", "https://id example", "file:///etc/passwd"})
    void an_issuer_that_is_no_url(String url) {
        refuses(complete().authServerUrl(url), SERVER);
    }

    @Test
    void no_audience() {
        refuses(OidcTenantConfig.authServerUrl(URL), AUDIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "", " "})
    void an_audience_of_any(String audience) {
        refuses(OidcTenantConfig.authServerUrl(URL).token().audience(audience).end(), AUDIENCE);
    }

    @Test
    void any_issuer() {
        refuses(complete().token().issuer("any").end(), ISSUER);
    }

    @Test
    void keys_at_a_fixed_place_need_the_place_and_the_issuer() {
        refuses(complete().discoveryEnabled(false), "quarkus.oidc.jwks-path");
        refuses(complete().discoveryEnabled(false).jwksPath("/keys"), ISSUER);
        assertThatCode(() -> customers(complete()
                        .discoveryEnabled(false)
                        .jwksPath("/keys")
                        .token()
                        .issuer(URL)
                        .end()))
                .doesNotThrowAnyException();
    }

    @Test
    void tokens_are_never_shown_to_anybody_whatever_is_configured() {
        OidcTenantConfig used = customers(complete()
                        .token()
                        .allowJwtIntrospection(true)
                        .allowOpaqueTokenIntrospection(true)
                        .requireJwtIntrospectionOnly(true)
                        .end()
                        .authentication()
                        .userInfoRequired(true)
                        .end())
                .resolve(null, null)
                .subscribe()
                .asCompletionStage()
                .join();
        assertThat(used.token().allowJwtIntrospection()).isFalse();
        assertThat(used.token().allowOpaqueTokenIntrospection()).isFalse();
        assertThat(used.token().requireJwtIntrospectionOnly()).isFalse();
        assertThat(used.authentication().userInfoRequired()).hasValue(false);
    }

    private static OidcTenantConfigBuilder complete() {
        return OidcTenantConfig.authServerUrl(URL)
                .token()
                .audience("moonconnect")
                .end();
    }

    private static CustomerTenant customers(OidcTenantConfigBuilder configured) {
        return tenant("backend,customer", configured.build());
    }

    private static CustomerTenant tenant(String callers, OidcTenantConfig configured) {
        return new CustomerTenant(CallerPolicyTest.config(Map.of(CALLERS, callers)), configured);
    }

    private static void refuses(OidcTenantConfigBuilder configured, String named) {
        assertThatThrownBy(() -> customers(configured))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(named, CALLERS);
    }
}
