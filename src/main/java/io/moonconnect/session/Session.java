package io.moonconnect.session;

import java.time.Instant;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import io.moonconnect.credential.Mode;
import io.moonconnect.moonpay.wire.SessionToken;

/**
 * A created session.
 *
 * @param sessionToken for the frontend: opaque, single use
 * @param expiresAt the latest expiry of the token, by the local clock
 * @param mode whether real money is involved
 */
public record Session(
        @JsonSerialize(using = SessionToken.Revealed.class) SessionToken sessionToken, Instant expiresAt, Mode mode) {}
