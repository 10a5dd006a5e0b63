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

/**
 * Has Quarkus connect to the identity provider where it has not yet, and fetch the keys. It does so for a token with an
 * unknown key, and has no other way to be told; so it is handed one that names a key that nobody has.
 */
@ApplicationScoped
class KeyFetch {

    private static final Logger LOG = Logger.getLogger(KeyFetch.class);

    /** For all of it: the discovery document, and the keys. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final TokenVerifier tokens;
    private final IdentityProviderWire wire;
    private final BearerToken nobodys = unsigned(UUID.randomUUID().toString());

    KeyFetch(TokenVerifier tokens, IdentityProviderWire wire) {
        this.tokens = tokens;
        this.wire = wire;
    }

    /** The ids of the keys that the provider has now; fails where it does not tell them. */
    Uni<Set<String>> keyIds(RoutingContext request) {
        return tokens.verify(nobodys, request)
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onItemOrFailure()
                .transformToUni((claims, failure) -> outcome(failure));
    }

    /** That the key is not there can be known only from keys that were fetched. */
    private Uni<Set<String>> outcome(Throwable failure) {
        Throwable cause = failure == null ? new IllegalStateException("nobody's token was taken") : failure;
        while (cause.getCause() != null && !(cause instanceof UnresolvableKeyException)) {
            cause = cause.getCause();
        }
        if (cause instanceof UnresolvableKeyException) {
            return Uni.createFrom().item(wire.keyIds());
        }
        LOG.warnf(
                "the identity provider does not tell its keys, fault=%s",
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
