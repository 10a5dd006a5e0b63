package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jose4j.lang.UnresolvableKeyException;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Makes Quarkus fetch the provider's keys. It does so only for an unknown key, so it gets a random key id. */
@ApplicationScoped
class KeyFetch {

    private static final Logger LOG = Logger.getLogger(KeyFetch.class);

    /** Covers discovery and key set. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final TokenVerifier tokens;
    private final IdentityProviderFilter filter;
    private final BearerToken probe = unsigned(UUID.randomUUID().toString());

    KeyFetch(TokenVerifier tokens, IdentityProviderFilter filter) {
        this.tokens = tokens;
        this.filter = filter;
    }

    /** The ids of the provider's current keys; fails if they cannot be fetched. */
    Uni<Set<String>> keyIds(RoutingContext request) {
        return tokens.verify(probe, request)
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onItemOrFailure()
                .transformToUni((claims, failure) -> outcome(failure));
    }

    /** {@link UnresolvableKeyException} means success: Quarkus fetched the keys and did not find the random key id. */
    private Uni<Set<String>> outcome(Throwable failure) {
        Throwable cause =
                failure == null ? new IllegalStateException("a token with an unknown key was accepted") : failure;
        while (cause.getCause() != null && !(cause instanceof UnresolvableKeyException)) {
            cause = cause.getCause();
        }
        if (cause instanceof UnresolvableKeyException) {
            return Uni.createFrom().item(filter.keyIds());
        }
        LOG.warnf(
                "fetching the identity provider's signing keys failed, fault=%s",
                cause.getClass().getName());
        return Uni.createFrom().failure(cause);
    }

    private static BearerToken unsigned(String keyId) {
        String header = encoded("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}");
        return new BearerToken(header + "." + encoded("{}") + "." + encoded("unsigned"), keyId);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
