/** Creates and revokes sessions. Depends on {@code audit}, {@code moonpay}, {@code caller} and {@code problem}. */
package io.moonconnect.session;
