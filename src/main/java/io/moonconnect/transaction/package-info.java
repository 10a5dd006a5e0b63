/**
 * Reads, lists and follows transactions ({@link io.moonconnect.transaction.Watches}), and announces changes to all
 * replicas ({@link io.moonconnect.transaction.TransactionChanges}). Depends on {@code moonpay}, {@code stream},
 * {@code http}, {@code credential} and {@code problem}.
 */
package io.moonconnect.transaction;
