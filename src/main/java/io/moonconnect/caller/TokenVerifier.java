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

/** Delegates token verification to Quarkus: signature, issuer, audience and times. */
@ApplicationScoped
class TokenVerifier {

    private final IdentityProviderManager identities;

    TokenVerifier(IdentityProviderManager identities) {
        this.identities = identities;
    }

    /** The claims of a valid token; fails with {@link AuthenticationFailedException} for an invalid one. */
    Uni<JwtClaims> verify(BearerToken token, RoutingContext context) {
        AccessTokenCredential credential = new AccessTokenCredential(token.toBeVerified());
        TokenAuthenticationRequest request = new TokenAuthenticationRequest(credential);
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        return Uni.createFrom().deferred(() -> identities.authenticate(request)).map(TokenVerifier::claims);
    }

    /** Without an issuer in the discovery document, Quarkus would accept any issuer. */
    private static JwtClaims claims(SecurityIdentity identity) {
        OidcConfigurationMetadata provider = identity.getAttribute(OidcUtils.CONFIG_METADATA_ATTRIBUTE);
        JwtClaims claims = ((OidcJwtCallerPrincipal) identity.getPrincipal()).getClaims();
        if (provider.getIssuer() == null) {
            throw new AuthenticationFailedException();
        }
        return claims;
    }
}
