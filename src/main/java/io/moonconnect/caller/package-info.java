/**
 * Who is calling and what they may send: the caller's identity and the address of the customer's device; the form of what
 * comes in is {@link io.moonconnect.caller.intake}. It uses {@code problem} and nothing else of ours.
 */
package io.moonconnect.caller;
