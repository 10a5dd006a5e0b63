/**
 * Lists and deletes payment methods, and decides which can pay a purchase. Depends on {@code audit}, {@code moonpay}
 * and {@code problem} only.
 */
package io.moonconnect.paymentmethod;
