/**
 * Lists and deletes payment methods, and knows which of them can pay a purchase. It uses {@code audit}, {@code moonpay},
 * {@code caller} and {@code problem}.
 */
package io.moonconnect.paymentmethod;
