package io.moonconnect.artifact;

import java.util.Map;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.moonconnect.testing.IdentityProvider;
import io.moonconnect.testing.Lengthy;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The production artifact for customers: their tokens are checked with the keys of the host's identity provider. */
@Lengthy
class CustomerCallersIT {

    private static final String DEVICE = "81.2.69.160";

    private static final IdentityProvider PROVIDER = new IdentityProvider();

    private static PublicJsonWebKey rsa;
    private static DemoProcess demo;
    private static ArtifactProcess service;

    @BeforeAll
    static void start() {
        PROVIDER.init(Map.of());
        PROVIDER.start();
        rsa = PROVIDER.key();
        PROVIDER.signWith(IdentityProvider.newEllipticKey());
        demo = DemoProcess.start("customers-upstream");
        ProductionConfig config = ProductionConfig.complete(demo.simulator(), ApiKey.random())
                .without(ProductionConfig.BACKEND_KEYS)
                .with(ProductionConfig.CALLERS, "customer")
                .with(ProductionConfig.ISSUER, PROVIDER.issuer())
                .with(ProductionConfig.AUDIENCE, IdentityProvider.AUDIENCE)
                .with("MOONCONNECT_TRUSTED_HOPS", "1");
        service = Artifact.PRODUCTION
                .start("customers-served", config.environment())
                .listening();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        if (demo != null) {
            demo.close();
        }
        PROVIDER.stop();
    }

    @Test
    void a_customer_with_a_token_gets_a_session_for_the_device_that_calls() {
        Response created = createSession(PROVIDER.tokens().signedBy(rsa).token());

        assertThat(created.statusCode()).as(service.output()).isEqualTo(201);
        assertThat(created.jsonPath().getString("mode")).isEqualTo("test");
    }

    @Test
    void a_token_signed_on_an_elliptic_curve_is_taken_too() {
        assertThat(PROVIDER.key().getKeyType()).isEqualTo("EC");
        assertThat(createSession(PROVIDER.tokens().token()).statusCode()).isEqualTo(201);
    }

    @Test
    void a_token_of_another_signer_is_refused() {
        Response refused = createSession(PROVIDER.tokens().signedBy(rsa).signedWithThePublicKey());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.jsonPath().getString("type")).endsWith("/unauthenticated");
        assertThat(createSession(PROVIDER.tokens().unsigned()).statusCode()).isEqualTo(401);
        assertThat(createSession(PROVIDER.tokens().audience("others").token()).statusCode())
                .isEqualTo(401);
    }

    private static Response createSession(String token) {
        return given().header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", DEVICE)
                .contentType("application/json")
                .body("{}")
                .post(service.api().resolve("/v1/sessions"));
    }
}
