/**
 * Secrets and their hashes: the customer's access token, MoonPay's secret key, signing keys and keyed hashes. The
 * {@code toString} of a secret masks it.
 */
package io.moonconnect.credential;
