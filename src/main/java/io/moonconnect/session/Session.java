package io.moonconnect.session;

import java.time.Instant;

import io.moonconnect.moonpay.Mode;
import io.moonconnect.moonpay.wire.SessionToken;

/**
 * A session that was created.
 *
 * @param sessionToken for the frontend: opaque, single use
 * @param expiresAt when the token is dead at the latest, by our clock
 * @param mode whether money moves
 */
public record Session(SessionToken sessionToken, Instant expiresAt, Mode mode) {}
