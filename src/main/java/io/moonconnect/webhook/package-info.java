/**
 * MoonPay's webhooks: verified, deduplicated, and delivered unchanged to the log or the operator's sink. Announces
 * changed transactions ({@link io.moonconnect.transaction.TransactionChanges}). Depends on {@code moonpay},
 * {@code transaction}, {@code caller}, {@code http}, {@code credential}, {@code reload}, {@code observability} and
 * {@code problem}.
 */
package io.moonconnect.webhook;
