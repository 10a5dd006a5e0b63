/**
 * What every request passes, in the order of {@link io.moonconnect.http.FilterOrder}: request ids, CORS,
 * validation of headers, paths and bodies, which must be unambiguous and bounded, the limit on concurrent requests, response
 * headers, connections and draining. Depends on {@code problem},
 * {@code credential} and {@code observability} only.
 */
package io.moonconnect.http;
