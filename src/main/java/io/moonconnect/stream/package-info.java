/**
 * Answers that go on: server-sent events as they happen. What every stream has is here, whatever it is about: its head,
 * ids, heartbeats, the {@code bye} at its end, a bound on how many are open, and what becomes of a client that reads
 * slowly or is gone. A feature gives {@link io.moonconnect.stream.Streams} a {@code Multi} of
 * {@link io.moonconnect.stream.StreamEvent}s. It uses {@code caller} and {@code problem}.
 */
package io.moonconnect.stream;
