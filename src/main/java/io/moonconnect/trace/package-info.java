/**
 * Optional tracing: a span for each request, and what other packages need to add their calls. Spans never contain
 * personal data. Depends on {@code problem} only.
 */
package io.moonconnect.trace;
