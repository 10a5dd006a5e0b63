/**
 * Secrets and their hashes: the customer's access token, MoonPay's secret key, signing keys and keyed hashes. The
 * {@code toString} of a secret masks it. Depends on no other package.
 */
package io.moonconnect.credential;
