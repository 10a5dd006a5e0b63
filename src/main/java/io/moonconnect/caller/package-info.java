/**
 * Authentication of callers and the address of the customer's device. Rate limits are
 * {@link io.moonconnect.caller.limit}. Only this package uses Quarkus OIDC.
 */
package io.moonconnect.caller;
