/** The clock, the ticker that never jumps, and deadlines: the one place that reads the machine's time. It uses no other room. */
package io.moonconnect.time;
