/**
 * MoonPay's webhooks: verified, told apart from their duplicates, and passed on as they came, to the log or to the operator's
 * sink. It wakes whoever follows a transaction ({@link io.moonconnect.transaction.TransactionChanges}), and uses
 * {@code moonpay}, {@code observability}, {@code caller}, {@code reload} and {@code problem} beside it.
 */
package io.moonconnect.webhook;
