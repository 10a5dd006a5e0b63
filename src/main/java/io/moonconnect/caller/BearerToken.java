package io.moonconnect.caller;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** A bearer token as received: well-formed, signed with an accepted algorithm, and not verified yet. */
final class BearerToken {

    private static final AuthorizationScheme SCHEME = new AuthorizationScheme("Bearer");

    /** Longer tokens are rejected before decoding. Beside an access token, one fits into the limit of all headers. */
    static final int MAX_LENGTH = 16 * 1024;

    private static final int MAX_KEY_ID = 256;

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** Asymmetric only: {@code none} accepts unsigned tokens, and HMAC would use the public key as the secret. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private final String text;
    private final String keyId;

    BearerToken(String text, String keyId) {
        this.text = text;
        this.keyId = keyId;
    }

    /** Whether the header carries a bearer token, valid or not. */
    static boolean isIn(String authorization) {
        return SCHEME.isMeantBy(authorization);
    }

    /** Throws {@link Unauthenticated} if the credentials are not a token of an accepted form and algorithm. */
    static BearerToken read(String authorization) {
        String text = SCHEME.credentials(authorization);
        need(text.length() <= MAX_LENGTH, TokenFault.LENGTH);
        Matcher form = FORM.matcher(text);
        need(form.matches(), TokenFault.FORM);
        JsonObject header = header(form.group(1));
        need(header.getValue("alg") instanceof String alg && ALGORITHMS.contains(alg), TokenFault.ALGORITHM);
        String keyId = header.getValue("kid") instanceof String kid ? kid : "";
        need(!keyId.isEmpty() && keyId.length() <= MAX_KEY_ID, TokenFault.KEY_ID_MISSING);
        return new BearerToken(text, keyId);
    }

    /** The {@code kid} that the header names; unverified. */
    String keyId() {
        return keyId;
    }

    /** The secret token, for {@link TokenVerifier} only; there is no other accessor. */
    String toBeVerified() {
        return text;
    }

    private static JsonObject header(String encoded) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(encoded);
            return new JsonObject(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DecodeException unreadable) {
            throw Unauthenticated.badToken(TokenFault.FORM);
        }
    }

    private static void need(boolean holds, TokenFault otherwise) {
        if (!holds) {
            throw Unauthenticated.badToken(otherwise);
        }
    }

    @Override
    public String toString() {
        return "BearerToken[masked]";
    }
}
