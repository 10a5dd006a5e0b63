/**
 * Lists and deletes payment methods, and decides which can pay a purchase. Depends on {@code audit}, {@code moonpay},
 * {@code http}, {@code credential}, {@code time} and {@code problem}.
 */
package io.moonconnect.paymentmethod;
