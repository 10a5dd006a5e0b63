/**
 * Metrics of process and server, not of features: build information, memory, and the tags and buckets of request
 * metrics; and optional tracing, whose spans never contain personal data. Depends on no other package.
 */
package io.moonconnect.observability;
