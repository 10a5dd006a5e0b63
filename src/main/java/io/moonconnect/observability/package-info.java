/**
 * What is measured of the process and of the server, rather than of a feature: the build that runs, memory, and the tags and
 * buckets of request metrics; and how spans are made. It uses no other room.
 */
package io.moonconnect.observability;
