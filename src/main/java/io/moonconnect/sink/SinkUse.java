package io.moonconnect.sink;

import java.time.Duration;

/**
 * What a sink is for.
 *
 * @param group prefix of its keys, which are below it in {@code sink}
 * @param keyName name of the file with its key in metrics, readiness and logs
 * @param span name of its spans
 * @param longestTimeout upper limit of its time-out
 */
public record SinkUse(String group, String keyName, String span, Duration longestTimeout) {}
