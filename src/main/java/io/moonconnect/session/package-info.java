/** Creates and revokes sessions. It uses {@code moonpay}, {@code caller} and {@code problem}. */
package io.moonconnect.session;
