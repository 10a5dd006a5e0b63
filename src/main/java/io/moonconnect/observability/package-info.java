/**
 * Metrics of process and server, not of features: build information, memory, and the tags and buckets of request
 * metrics; and optional tracing, whose spans never contain personal data.
 */
package io.moonconnect.observability;
