/**
 * Reads and lists transactions, and passes on within the fleet that there is news of one
 * ({@link io.moonconnect.transaction.TransactionChanges}). It uses {@code moonpay}, {@code caller} and {@code problem}.
 */
package io.moonconnect.transaction;
