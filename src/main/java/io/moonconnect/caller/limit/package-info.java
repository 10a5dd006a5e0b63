/**
 * Inbound rate limits: requests per backend, customer and access token, and sessions per device address and customer.
 * Features that need a limit of their own call it before the operation
 * ({@link io.moonconnect.caller.limit.SessionLimits}), and it throws if exceeded. Limits are counted per replica, in
 * bounded memory.
 */
package io.moonconnect.caller.limit;
