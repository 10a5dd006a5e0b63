package io.moonconnect.transaction;

/** What all followed transactions share. */
record Polling(PollContext context, PollPace pace, TransactionChanges changes, PollMetrics metrics) {}
