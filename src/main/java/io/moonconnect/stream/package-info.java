/**
 * Server-sent event streams: response head, ids, heartbeats, the final {@code bye}, limits on open streams, and the
 * handling of slow or disconnected clients. Features pass a {@code Multi} of {@link io.moonconnect.stream.StreamEvent}s
 * to {@link io.moonconnect.stream.Streams}. Depends on {@code caller} and {@code problem}.
 */
package io.moonconnect.stream;
