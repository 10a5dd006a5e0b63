/**
 * Who is calling: the caller's identity and the address of the customer's device; how often they may call is
 * {@link io.moonconnect.caller.limit}. Quarkus' OIDC is used here and nowhere else. It uses {@code http}, {@code reload} and
 * {@code problem}, and nothing else of ours.
 */
package io.moonconnect.caller;
