/**
 * Serves the reference frontend ({@code src/main/resources/simulator/frontend}) on an origin of its own, as a host's pages
 * would be: what it calls it calls across origins. Static files, and a {@code config.json} with where to call.
 */
package io.moonconnect.simulator.frontend;
