/** Who the customers are, where they live, what they pay with, and what a connection tells of them. */
package io.moonconnect.simulator.people;
