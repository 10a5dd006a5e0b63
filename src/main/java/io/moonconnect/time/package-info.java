/** The wall clock, the monotonic ticker, and deadlines. Depends on no other package. */
package io.moonconnect.time;
