/**
 * Who is calling and what they may send: the caller's identity, the address of the customer's device, and the limits on
 * what comes in. It uses {@code file} and {@code problem}, and nothing else of ours.
 */
package io.moonconnect.caller;
