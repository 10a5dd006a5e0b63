package io.moonconnect.caller;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcEndpoint.Type;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Intercepts Quarkus' requests to the identity provider: sets a time-out and records the ids of the signing keys. */
@ApplicationScoped
@Unremovable
@OidcEndpoint({Type.DISCOVERY, Type.JWKS})
class IdentityProviderWire implements OidcRequestFilter, OidcResponseFilter {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** The key types that Quarkus supports. */
    private static final Set<String> KINDS = Set.of("RSA", "EC", "OKP");

    private volatile Set<String> keyIds = Set.of();

    /** The key ids of the latest key set. */
    Set<String> keyIds() {
        return keyIds;
    }

    @Override
    public Uni<Void> filter(OidcRequestFilterContext asked) {
        asked.request().timeout(TIMEOUT.toMillis());
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext answered) {
        if (answered.statusCode() == HttpResponseStatus.OK.code() && answered.responseBody() != null) {
            note(answered.responseBody().toString());
        }
        return Uni.createFrom().voidItem();
    }

    /** A response without keys is the discovery document; Quarkus itself rejects malformed ones. */
    private void note(String body) {
        try {
            JsonArray keys = new JsonObject(body).getJsonArray("keys");
            if (keys != null) {
                keyIds = idsOf(keys);
            }
        } catch (DecodeException | ClassCastException unreadable) {
            return;
        }
    }

    private static Set<String> idsOf(JsonArray keys) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            JsonObject key = keys.getJsonObject(i);
            if (KINDS.contains(key.getString("kty")) && "sig".equals(key.getString("use", "sig"))) {
                ids.add(key.getString("kid"));
            }
        }
        ids.remove(null);
        return Set.copyOf(ids);
    }
}
