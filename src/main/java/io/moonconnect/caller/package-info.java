/**
 * Who is calling: the caller's identity and the address of the customer's device. How often they may call is
 * {@link io.moonconnect.caller.limit}, and in which form {@link io.moonconnect.caller.intake}. Quarkus' OIDC is
 * used here and nowhere else. It uses {@code file} and
 * {@code problem}, and nothing else of ours.
 */
package io.moonconnect.caller;
