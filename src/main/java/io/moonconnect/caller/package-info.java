/**
 * Who is calling and what they may send: the caller's identity, the address of the customer's device, and the limits on
 * what comes in. Quarkus' OIDC is used here and nowhere else. The room uses {@code problem} and nothing else of ours.
 */
package io.moonconnect.caller;
