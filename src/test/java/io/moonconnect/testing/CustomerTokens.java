package io.moonconnect.testing;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** A customer's token in the making: as it is, a good one; every method changes one thing. */
public final class CustomerTokens {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final Duration AGE = Duration.ofMinutes(5);

    private final JwtClaims claims = new JwtClaims();
    private PublicJsonWebKey key;
    private String keyId;
    private String algorithm;

    CustomerTokens(IdentityProvider provider) {
        claims.setIssuer(provider.issuer());
        claims.setAudience(IdentityProvider.AUDIENCE);
        claims.setSubject("cust-7f31");
        claims.setIssuedAt(fromNow(AGE.negated()));
        expiresIn(LIFE);
        signedBy(provider.key());
    }

    public CustomerTokens subject(String customer) {
        return claim("sub", customer);
    }

    public CustomerTokens claim(String name, Object value) {
        claims.setClaim(name, value);
        return this;
    }

    public CustomerTokens without(String claim) {
        claims.unsetClaim(claim);
        return this;
    }

    public CustomerTokens audience(String... audience) {
        claims.setAudience(List.of(audience));
        return this;
    }

    /** A negative duration is an expired token. */
    public CustomerTokens expiresIn(Duration life) {
        claims.setExpirationTime(fromNow(life));
        return this;
    }

    public CustomerTokens validFrom(Duration fromNow) {
        claims.setNotBefore(fromNow(fromNow));
        return this;
    }

    public CustomerTokens signedBy(PublicJsonWebKey key) {
        this.key = key;
        this.keyId = key.getKeyId();
        this.algorithm = key.getKeyType().equals("EC")
                ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
                : AlgorithmIdentifiers.RSA_USING_SHA256;
        return this;
    }

    /** With null it names none. */
    public CustomerTokens keyId(String keyId) {
        this.keyId = keyId;
        return this;
    }

    public CustomerTokens algorithm(String algorithm) {
        this.algorithm = algorithm;
        return this;
    }

    public String token() {
        return signed(algorithm, key.getPrivateKey());
    }

    /** Or one less, because base64 does not have every length. */
    public String ofLength(int length) {
        String token = token();
        for (int about = (length - token.length()) * 3 / 4 - 20; ; about++) {
            String longer = claim("about", "x".repeat(about)).token();
            if (longer.length() > length) {
                return token;
            }
            token = longer;
        }
    }

    /** With {@code alg: none}, and without a signature. */
    public String unsigned() {
        return signed(AlgorithmIdentifiers.NONE, null);
    }

    /** With HS256, the public key being the secret: a library that takes the algorithm from the token would accept it. */
    public String signedWithThePublicKey() {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return signed(AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private String signed(String algorithm, Key with) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setKey(with);
        if (keyId != null) {
            signature.setKeyIdHeaderValue(keyId);
        }
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static NumericDate fromNow(Duration duration) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() + duration.toSeconds());
    }
}
