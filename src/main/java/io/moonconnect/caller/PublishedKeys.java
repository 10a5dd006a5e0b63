package io.moonconnect.caller;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The keys of a key set that can verify signatures. Others are ignored (RFC 7517, section 5): providers publish keys
 * for encryption and of new types beside them.
 *
 * @param usable as published
 * @param ids of those that have one
 */
record PublishedKeys(JsonArray usable, Set<String> ids) {

    /** The key types that Quarkus supports. */
    private static final Set<String> TYPES = Set.of("RSA", "EC", "OKP");

    private static final String SIGNATURE = "sig";

    static PublishedKeys of(JsonArray published) {
        JsonArray usable = new JsonArray();
        Set<String> ids = new HashSet<>();
        for (Object key : published) {
            if (key instanceof JsonObject object && parsed(object.getMap()) instanceof PublicJsonWebKey known) {
                usable.add(object);
                ids.add(known.getKeyId());
            }
        }
        ids.remove(null);
        return new PublishedKeys(usable, Set.copyOf(ids));
    }

    /** Null if the key is malformed or not for signatures. */
    private static JsonWebKey parsed(Map<String, Object> key) {
        try {
            JsonWebKey known = JsonWebKey.Factory.newJwk(key);
            String use = known.getUse();
            return TYPES.contains(known.getKeyType()) && (use == null || use.equals(SIGNATURE)) ? known : null;
        } catch (JoseException | RuntimeException malformed) {
            return null;
        }
    }
}
