/**
 * Who is calling: the caller's identity and the address of the customer's device. Whether anybody is let in is
 * {@link io.moonconnect.caller.admission}, how often they may call {@link io.moonconnect.caller.limit}, and in which form
 * {@link io.moonconnect.caller.intake}. Quarkus' OIDC is used here and nowhere else. It uses {@code file} and
 * {@code problem}, and nothing else of ours.
 */
package io.moonconnect.caller;
