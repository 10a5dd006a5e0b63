/** What came in: the request log, the counts, the open connections, the limit of requests a second. */
package io.moonconnect.simulator.traffic;
