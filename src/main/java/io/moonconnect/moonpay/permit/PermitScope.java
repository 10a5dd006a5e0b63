package io.moonconnect.moonpay.permit;

/**
 * Whose rate it is. Replicas of equal names share one where they share a Redis.
 *
 * @param name part of the name of a key in Redis
 */
public record PermitScope(String name) {}
