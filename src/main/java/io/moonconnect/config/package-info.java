/**
 * How the configuration is read at the start. Settings themselves are with what they are for. It uses nothing of the other
 * packages.
 */
package io.moonconnect.config;
