/** Incoming traffic: the request log, counts, open connections, and the limit on requests per second. */
package io.moonconnect.simulator.traffic;
