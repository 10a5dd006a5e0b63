package io.moonconnect.transaction;

/**
 * What all followed transactions have in common.
 *
 * @param context where they are looked after
 * @param pace when they may be polled
 * @param changes who tells of news
 */
record Polling(PollContext context, PollPace pace, TransactionChanges changes, PollMetrics metrics) {}
