package io.moonconnect.http;

import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.problem.Failure;

/** Validates the access token of requests that concern a connected customer. */
public final class AccessTokens {

    private AccessTokens() {}

    /** @param header null if absent. Throws {@code invalid-request} if it is absent or malformed. */
    public static AccessToken needed(AccessTokenHeader header) {
        if (header == null || header.isEmpty()) {
            throw Failure.invalid(AccessTokenHeader.NAME, "is required: the connected customer's MoonPay access token");
        }
        return header.token()
                .orElseThrow(() ->
                        Failure.invalid(AccessTokenHeader.NAME, "must be a bearer token (RFC 6750) of at most 8 KiB"));
    }
}
