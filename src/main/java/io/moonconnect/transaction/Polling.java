package io.moonconnect.transaction;

/**
 * Shared by all followed transactions.
 *
 * @param context owns their state
 * @param pace limits their polls
 * @param changes announces changes
 */
record Polling(PollContext context, PollPace pace, TransactionChanges changes, PollMetrics metrics) {}
