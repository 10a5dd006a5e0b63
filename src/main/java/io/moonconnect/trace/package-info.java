/**
 * Traces, for who switches them on: a span for each request, and what others need to add their calls to it. Nothing personal
 * is ever in one. It uses {@code problem} and nothing else of ours.
 */
package io.moonconnect.trace;
