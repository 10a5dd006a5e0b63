/**
 * Permits: the right to make one upstream call now. MoonPay allows 30 requests a second for the whole integration, so every
 * call asks {@link io.moonconnect.moonpay.permit.PermitPool} first; what is scarce goes to the customer who waits for it
 * before it goes to what nobody waits for. A {@link io.moonconnect.moonpay.permit.PermitSupply} says how many there are.
 */
package io.moonconnect.moonpay.permit;
