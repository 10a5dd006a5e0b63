/**
 * Deduplicates equal concurrent reads ({@link io.moonconnect.moonpay.share.InFlight}): they share one call, which is
 * cancelled only with its last waiter.
 */
package io.moonconnect.moonpay.share;
