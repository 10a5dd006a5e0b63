package io.moonconnect.acceptance;

import java.time.Instant;

/**
 * A recorded acceptance.
 *
 * @param acceptanceId equal for the same caller, customer, texts, quote and acceptance of the terms
 * @param recordedAt time of the audit event, which a repeated request has anew
 */
public record Acceptance(String acceptanceId, Instant recordedAt) {}
