package io.moonconnect.moonpay.permit;

/**
 * Scope of a rate. Replicas with equal scopes share it if they share a Redis.
 *
 * @param name part of the key in Redis
 */
public record PermitScope(String name) {}
