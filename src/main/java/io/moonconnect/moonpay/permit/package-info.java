/**
 * Permits: the right to make one upstream call now. MoonPay allows 30 requests per second to the whole integration, so
 * every call acquires one from {@link io.moonconnect.moonpay.permit.PermitPool} first. Calls that a customer waits for
 * have priority. A {@link io.moonconnect.moonpay.permit.PermitSupply} provides the permits.
 */
package io.moonconnect.moonpay.permit;
