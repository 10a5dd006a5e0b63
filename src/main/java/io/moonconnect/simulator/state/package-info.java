/** The state that all parts of the simulator use: its clock, its settings, and bounded maps. */
package io.moonconnect.simulator.state;
