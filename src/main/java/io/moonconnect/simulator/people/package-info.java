/** The customers: location, payment methods, and the results of their connections. */
package io.moonconnect.simulator.people;
