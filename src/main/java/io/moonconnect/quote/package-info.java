/**
 * One quote, and the comparison of all that a customer could pay with, once or as a stream. It uses {@code moonpay},
 * {@code paymentmethod}, {@code disclosure}, {@code audit}, {@code stream}, {@code caller} and {@code problem}.
 */
package io.moonconnect.quote;
