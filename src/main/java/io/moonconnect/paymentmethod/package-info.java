/**
 * Lists and deletes payment methods, and decides which can pay a purchase. Depends on {@code audit}, {@code moonpay},
 * {@code caller} and {@code problem}.
 */
package io.moonconnect.paymentmethod;
