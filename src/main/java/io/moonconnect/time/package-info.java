/** The wall clock, the monotonic ticker, and deadlines. */
package io.moonconnect.time;
