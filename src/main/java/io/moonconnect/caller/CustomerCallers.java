package io.moonconnect.caller;

import java.time.Duration;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;

import com.github.benmanes.caffeine.cache.Ticker;

import io.moonconnect.http.RepeatedLine;
import io.moonconnect.problem.Failure;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Authenticates the host's customers: {@code Authorization: Bearer} with a token of the host's identity provider. */
@Singleton
class CustomerCallers {

    private static final Logger LOG = Logger.getLogger(CustomerCallers.class);

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final TokenVerifier tokens;
    private final CustomerTenant tenant;
    private final TokenRefusals refusals;
    private final String claim;
    private final RepeatedLine line;

    CustomerCallers(
            SigningKeys keys,
            TokenVerifier tokens,
            CustomerTenant tenant,
            TokenRefusals refusals,
            CallerConfig config,
            Ticker ticker) {
        this.keys = keys;
        this.tokens = tokens;
        this.tenant = tenant;
        this.refusals = refusals;
        this.claim = config.customerClaim();
        this.line = new RepeatedLine(LOG_INTERVAL, ticker);
    }

    /** Whether the header carries a bearer token, valid or not, and customers are enabled. */
    boolean handles(String authorization) {
        return tenant.isOn() && BearerToken.isIn(authorization);
    }

    /** Authenticates the caller; synchronous unless signing keys must be fetched. */
    Uni<Caller> identify(String authorization, RoutingContext request) {
        return Uni.createFrom()
                .deferred(() -> identify(BearerToken.read(authorization), request))
                .onFailure(Unauthenticated.class)
                .invoke(failure -> refusals.add(failure.fault()));
    }

    private Uni<Caller> identify(BearerToken token, RoutingContext request) {
        return keys.has(token.keyId(), request)
                .chain(known -> known
                        ? verified(token, request)
                        : Uni.createFrom().failure(Unauthenticated.badToken(TokenFault.KEY_ID_UNKNOWN)));
    }

    private Uni<Caller> verified(BearerToken token, RoutingContext request) {
        return tokens.verify(token, request)
                .map(this::customer)
                .onFailure(failure -> !(failure instanceof Failure))
                .transform(this::toFailure);
    }

    /** Rejects the token if the claim is not a string or not an id that MoonPay accepts. */
    private Caller customer(JwtClaims claims) {
        if (claims.getClaimValue(claim) instanceof String id && ExternalCustomerIds.isValid(id)) {
            return new Caller.Customer(id);
        }
        throw Unauthenticated.badToken(TokenFault.CUSTOMER_ID);
    }

    /** The key is known, so any failure other than an invalid token is the identity provider's. */
    private Failure toFailure(Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            return Unauthenticated.badToken(TokenFault.of(failure));
        }
        line.next()
                .ifPresent(suppressed -> LOG.warnf(
                        "token verification failed, fault=%s, suppressed=%d",
                        failure.getClass().getName(), suppressed));
        return SigningKeys.unavailable(SOON);
    }
}
