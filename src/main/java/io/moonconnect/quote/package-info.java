/**
 * One quote, and the comparison of all that a customer could pay with. It uses {@code moonpay}, {@code paymentmethod},
 * {@code disclosure}, {@code audit}, {@code caller} and {@code problem}.
 */
package io.moonconnect.quote;
