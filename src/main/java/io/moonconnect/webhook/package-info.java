/**
 * MoonPay's webhooks: verified, deduplicated, and delivered unchanged to the log or the operator's sink. Announces
 * changed transactions ({@link io.moonconnect.transaction.TransactionChanges}). Depends on {@code moonpay},
 * {@code transaction}, {@code observability}, {@code caller}, {@code reload} and {@code problem}.
 */
package io.moonconnect.webhook;
