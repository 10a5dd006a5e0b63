/**
 * What every request passes, whoever calls, and how the server speaks HTTP: heads, origins, paths and bodies that can be read
 * in one way only and are bounded; the id of a request and the headers of its answer; how many requests are served at once;
 * connections, and their end when the process ends. It uses {@code problem},
 * {@code credential} and {@code observability}. {@link io.moonconnect.http.FilterOrder} has the order of all filters.
 */
package io.moonconnect.http;
