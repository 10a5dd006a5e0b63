/**
 * Quotes, and comparisons of all payment methods, once or as a stream. Depends on {@code moonpay},
 * {@code paymentmethod}, {@code disclosure}, {@code audit}, {@code stream}, {@code caller} and {@code problem}.
 */
package io.moonconnect.quote;
