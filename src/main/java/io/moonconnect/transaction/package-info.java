/**
 * Reads, lists and follows transactions ({@link io.moonconnect.transaction.Watches}), and passes on within the fleet that
 * there is news of one ({@link io.moonconnect.transaction.TransactionChanges}). It uses {@code moonpay}, {@code stream},
 * {@code caller} and {@code problem}.
 */
package io.moonconnect.transaction;
