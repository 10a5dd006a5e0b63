/**
 * Server-sent event streams: response head, ids, heartbeats, the final {@code bye}, limits on open streams, and the
 * handling of slow or disconnected clients. Features pass an {@link io.moonconnect.stream.EventSource} to
 * {@link io.moonconnect.stream.Streams}.
 */
package io.moonconnect.stream;
