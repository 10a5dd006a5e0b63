/**
 * MoonPay's webhooks: verified, deduplicated, and delivered unchanged to the log or the operator's sink. Announces
 * changed transactions ({@link io.moonconnect.transaction.TransactionChanges}).
 */
package io.moonconnect.webhook;
