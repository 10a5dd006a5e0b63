package io.moonconnect.caller;

import java.time.Duration;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcEndpoint.Type;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * Intercepts Quarkus' requests to the identity provider: sets a time-out, keeps no connection, and records the ids of
 * the signing keys.
 */
@ApplicationScoped
@Unremovable
@OidcEndpoint({Type.DISCOVERY, Type.JWKS})
class IdentityProviderFilter implements OidcRequestFilter, OidcResponseFilter {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final String CONNECTION = HttpHeaders.CONNECTION.toString();
    private static final String CLOSE = HttpHeaders.CLOSE.toString();

    private static final String KEYS = "keys";

    private volatile Set<String> keyIds = Set.of();

    /** The key ids of the latest key set. */
    Set<String> keyIds() {
        return keyIds;
    }

    /** A connection that is kept would lead to the old place of a provider that has moved. Fetches are rare. */
    @Override
    public Uni<Void> filter(OidcRequestFilterContext asked) {
        asked.request().timeout(TIMEOUT.toMillis()).putHeader(CONNECTION, CLOSE);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext answered) {
        if (answered.statusCode() == HttpResponseStatus.OK.code() && answered.responseBody() != null) {
            note(answered);
        }
        return Uni.createFrom().voidItem();
    }

    /**
     * Removes keys that cannot be used: Quarkus would reject a set with some of them. A response without keys is the
     * discovery document; Quarkus itself rejects malformed ones.
     */
    private void note(OidcResponseFilterContext answered) {
        try {
            JsonObject document = new JsonObject(answered.responseBody().toString());
            if (document.getValue(KEYS) instanceof JsonArray published) {
                PublishedKeys keys = PublishedKeys.of(published);
                if (keys.usable().size() < published.size()) {
                    answered.responseBody(
                            Buffer.buffer(document.put(KEYS, keys.usable()).encode()));
                }
                keyIds = keys.ids();
            }
        } catch (DecodeException unreadable) {
            return;
        }
    }
}
