package io.moonconnect.simulator.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.moonconnect.simulator.people.Persona;
import io.moonconnect.simulator.people.Trait;
import io.moonconnect.simulator.wire.Refusal;
import io.moonconnect.simulator.wire.Visitor;
import io.vertx.core.json.JsonObject;

/** Creates and verifies the JWTs that frames issue. They are self-contained, so none is stored. */
public final class Tokens {

    // Not a secret. Fixed, so that tokens stay valid after a restart and in all replicas of a demo.
    private static final byte[] KEY = "the simulator's tokens protect nothing".getBytes(StandardCharsets.UTF_8);
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    private static final int PARTS = 3;
    private static final Duration CONSENT_LIFE = Duration.ofMinutes(5);

    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** The purpose of a token. */
    public enum Use {
        ACCESS,
        CLIENT,
        CONSENT
    }

    /** The decrypted credentials of a connection: {@code {accessToken, clientToken, expiresAt}}. */
    public JsonObject credentials(Visitor visitor, Duration life) {
        boolean late = Persona.of(visitor.externalCustomerId()).is(Trait.TOKEN_EXPIRED);
        Instant expiresAt =
                late ? clock.instant().minusSeconds(1) : clock.instant().plus(life);
        return JsonObject.of(
                "accessToken", mint(Use.ACCESS, visitor, expiresAt),
                "clientToken", mint(Use.CLIENT, visitor, expiresAt),
                "expiresAt", Timestamps.of(expiresAt));
    }

    /** The result of a consent frame: {@code {token, tokenExpiresAt}}; without a customer id it belongs to no customer. */
    public JsonObject consent(String externalCustomerId, String customerId) {
        Instant expiresAt = clock.instant().plus(CONSENT_LIFE);
        Visitor visitor = new Visitor(Visitor.Kind.CONSENT, externalCustomerId, customerId, false);
        return JsonObject.of(
                "token", mint(Use.CONSENT, visitor, expiresAt), "tokenExpiresAt", Timestamps.of(expiresAt));
    }

    public String mint(Use use, Visitor visitor, Instant expiresAt) {
        String payload = encode(JsonObject.of(
                        "jti", UUID.randomUUID().toString(),
                        "use", use.name(),
                        "kind", visitor.kind().name(),
                        "ext", visitor.externalCustomerId(),
                        "sub", visitor.customerId(),
                        "guest", visitor.guest(),
                        "exp", expiresAt.getEpochSecond())
                .encode());
        String signed = HEADER + "." + payload;
        return signed + "." + BASE64.encodeToString(hmac(signed));
    }

    /** The customer of the token; throws a 401 without details if the token is invalid. */
    public Visitor read(String token, Use use) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS || !authentic(token, parts[2])) {
            throw Refusal.unauthorized("Token rejected");
        }
        JsonObject payload =
                new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        boolean expired = clock.instant().getEpochSecond() >= payload.getLong("exp");
        if (expired || !use.name().equals(payload.getString("use"))) {
            throw Refusal.unauthorized("Token rejected");
        }
        return new Visitor(
                Visitor.Kind.valueOf(payload.getString("kind")),
                payload.getString("ext"),
                payload.getString("sub"),
                payload.getBoolean("guest"));
    }

    private static boolean authentic(String token, String signature) {
        String signed = token.substring(0, token.length() - signature.length() - 1);
        byte[] expected = BASE64.encodeToString(hmac(signed)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(KEY, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
