package io.moonconnect.session;

import java.time.Instant;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import io.moonconnect.credential.Mode;
import io.moonconnect.moonpay.wire.SessionToken;

/**
 * A session that was created.
 *
 * @param sessionToken for the frontend: opaque, single use
 * @param expiresAt when the token is dead at the latest, by our clock
 * @param mode whether money moves
 */
public record Session(
        @JsonSerialize(using = SessionToken.InAnswer.class) SessionToken sessionToken, Instant expiresAt, Mode mode) {}
