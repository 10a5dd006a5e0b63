/**
 * Inbound limits: how often a backend, a customer or an access token may call, and how many sessions a device address or a
 * customer gets. A feature says what it is about to do ({@link io.moonconnect.caller.limit.SessionLimits}) and is refused
 * where that is too much. They count in this replica, in bounded memory. It uses {@code caller} and {@code problem}.
 */
package io.moonconnect.caller.limit;
