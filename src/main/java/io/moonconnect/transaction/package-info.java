/**
 * Reads, lists and follows transactions ({@link io.moonconnect.transaction.Watches}), and announces changes to all
 * replicas ({@link io.moonconnect.transaction.TransactionChanges}).
 */
package io.moonconnect.transaction;
