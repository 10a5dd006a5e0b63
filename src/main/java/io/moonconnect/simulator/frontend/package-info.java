/**
 * Serves the reference frontend ({@code src/main/resources/simulator/frontend}) on an origin of its own, like a host's
 * pages, so that its calls are cross-origin. Static files, and a {@code config.json} with the addresses to call.
 */
package io.moonconnect.simulator.frontend;
