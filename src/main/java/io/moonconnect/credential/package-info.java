/**
 * Secrets and what replaces them: the customer's access token, MoonPay's secret key, signing keys and keyed hashes. Their
 * {@code toString} masks them. Depends on no other package.
 */
package io.moonconnect.credential;
