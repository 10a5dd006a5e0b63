/**
 * A faithful MoonPay for development, tests and demos, on an origin of its own. It exists in the build profiles dev,
 * test and demo; nothing outside may depend on it, and it depends on nothing of ours.
 */
package io.moonconnect.simulator;
