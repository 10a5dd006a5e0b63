/**
 * Deduplicates equal concurrent reads ({@link io.moonconnect.moonpay.inflight.InFlight}): they share one call, which is
 * cancelled only with its last waiter.
 */
package io.moonconnect.moonpay.inflight;
