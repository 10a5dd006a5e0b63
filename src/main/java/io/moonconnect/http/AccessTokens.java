package io.moonconnect.http;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.problem.Failure;

/** The rule for the access token of a call that MoonPay is asked for in the customer's name. */
public final class AccessTokens {

    private AccessTokens() {}

    /** @param header null where there is none; a missing or malformed one is bad input */
    public static AccessToken needed(AccessTokenHeader header) {
        if (header == null || header.isEmpty()) {
            throw Failure.invalid(AccessTokenHeader.NAME, "is required: the connected customer's MoonPay access token");
        }
        return header.token()
                .orElseThrow(() ->
                        Failure.invalid(AccessTokenHeader.NAME, "must be a bearer token (RFC 6750) of at most 8 KiB"));
    }
}
