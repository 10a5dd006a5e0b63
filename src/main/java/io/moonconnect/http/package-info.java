/**
 * Filters that every request passes, in the order of {@link io.moonconnect.http.FilterOrder}: request ids, CORS,
 * validation of headers, paths and bodies, the limit on concurrent requests, response headers, connections and
 * draining.
 */
package io.moonconnect.http;
