package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;

import org.jose4j.jwt.JwtClaims;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Has Quarkus verify a token: signature, issuer, audience and times. */
@ApplicationScoped
class TokenVerifier {

    private final IdentityProviderManager identities;

    TokenVerifier(IdentityProviderManager identities) {
        this.identities = identities;
    }

    /** What a good token says; a bad one is an {@link AuthenticationFailedException}. */
    Uni<JwtClaims> verify(BearerToken token, RoutingContext context) {
        AccessTokenCredential credential = new AccessTokenCredential(token.toBeVerified());
        TokenAuthenticationRequest request = new TokenAuthenticationRequest(credential);
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        return Uni.createFrom().deferred(() -> identities.authenticate(request)).map(TokenVerifier::claims);
    }

    /** A provider whose discovery document lacks the issuer leaves Quarkus without anything to compare it with. */
    private static JwtClaims claims(SecurityIdentity identity) {
        OidcConfigurationMetadata provider = identity.getAttribute(OidcUtils.CONFIG_METADATA_ATTRIBUTE);
        JwtClaims claims = ((OidcJwtCallerPrincipal) identity.getPrincipal()).getClaims();
        if (provider.getIssuer() == null) {
            throw new AuthenticationFailedException();
        }
        return claims;
    }
}
