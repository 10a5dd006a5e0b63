/**
 * Equal reads that are in flight at the same time share one call ({@link io.moonconnect.moonpay.inflight.InFlight}): it ends for
 * all who wait for it, and is cancelled only when the last of them has gone.
 */
package io.moonconnect.moonpay.inflight;
