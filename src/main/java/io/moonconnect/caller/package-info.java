/**
 * Authentication of callers and the address of the customer's device. Capacity is
 * {@link io.moonconnect.caller.admission}, rate limits are {@link io.moonconnect.caller.limit}, and request validation
 * is {@link io.moonconnect.caller.intake}. Only this package uses Quarkus OIDC. It depends on {@code file} and
 * {@code problem} only.
 */
package io.moonconnect.caller;
