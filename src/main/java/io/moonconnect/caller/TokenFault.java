package io.moonconnect.caller;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Why a customer's token is rejected, the most useful reason first. Claims are checked after the signature, so reasons
 * that concern them are given only for the identity provider's tokens.
 */
enum TokenFault {
    LENGTH("the token is longer than " + BearerToken.MAX_LENGTH + " characters"),
    FORM("the token is not a JWT of three parts in base64url with a JSON header"),
    ALGORITHM("the algorithm (alg) of the token is not RS, PS or ES with SHA-2, or EdDSA"),
    KEY_ID_MISSING("the header of the token has no key id (kid) of at most 256 characters"),
    KEY_ID_UNKNOWN("the key id (kid) of the token is not among those of the identity provider"),
    EXPIRED("the token has expired (exp)", ErrorCodes.EXPIRED),
    NOT_YET_VALID("the token is not valid yet (nbf)", ErrorCodes.NOT_YET_VALID),
    EXPIRY_MISSING("the token has no expiry (exp)", ErrorCodes.EXPIRATION_MISSING),
    ISSUED_AT_MISSING("the token has no time of issue (iat)", ErrorCodes.ISSUED_AT_MISSING),
    AUDIENCE_MISSING("the token has no audience (aud)", ErrorCodes.AUDIENCE_MISSING),
    AUDIENCE_INVALID("the audience (aud) of the token is not this service", ErrorCodes.AUDIENCE_INVALID),
    ISSUER(
            "the issuer (iss) of the token is not the identity provider",
            ErrorCodes.ISSUER_MISSING,
            ErrorCodes.ISSUER_INVALID),
    CLAIM("a claim of the token has a wrong type", ErrorCodes.MALFORMED_CLAIM),
    CUSTOMER_ID("the claim for the id of the customer is missing or not a valid id"),
    /** Not described to the caller, as every fault without a description. */
    SIGNATURE("", ErrorCodes.SIGNATURE_INVALID, ErrorCodes.SIGNATURE_MISSING),
    OTHER("");

    private final String description;
    private final int[] codes;

    TokenFault(String description, int... codes) {
        this.description = description;
        this.codes = codes;
    }

    static TokenFault of(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .filter(InvalidJwtException.class::isInstance)
                .map(InvalidJwtException.class::cast)
                .flatMap(invalid -> Stream.of(values()).filter(fault -> fault.isIn(invalid)))
                .findFirst()
                .orElse(OTHER);
    }

    private boolean isIn(InvalidJwtException invalid) {
        return IntStream.of(codes).anyMatch(invalid::hasErrorCode);
    }

    /** For the caller, without a character that {@code error_description} excludes; may be empty. */
    String description() {
        return description;
    }

    /** The name in logs and metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
