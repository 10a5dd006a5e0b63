/**
 * Process and server metrics rather than those of a feature: build information, memory, and the tags and buckets of request
 * metrics; and optional tracing, whose spans never contain personal data. Depends on no other package.
 */
package io.moonconnect.observability;
