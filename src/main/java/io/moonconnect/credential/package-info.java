/**
 * Secrets, and what stands for them: the customer's access token, MoonPay's secret key, keys of signatures, keyed hashes. Their
 * {@code toString} masks them. It uses no other room.
 */
package io.moonconnect.credential;
