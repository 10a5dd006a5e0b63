/** The simulator's own API under {@code /simulator}: what tests, curl and demos steer it with. */
package io.moonconnect.simulator.control;
