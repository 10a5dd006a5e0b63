/**
 * Quotes, and comparisons of all payment methods, once or as a stream. Depends on {@code moonpay}, {@code stream},
 * {@code paymentmethod}, {@code disclosure}, {@code audit}, {@code http}, {@code credential}, {@code time} and
 * {@code problem}.
 */
package io.moonconnect.quote;
