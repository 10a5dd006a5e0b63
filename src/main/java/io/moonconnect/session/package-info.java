/** Creates and revokes sessions. It uses {@code audit}, {@code moonpay}, {@code caller} and {@code problem}. */
package io.moonconnect.session;
