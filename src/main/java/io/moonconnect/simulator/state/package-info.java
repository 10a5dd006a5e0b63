/** What every part of the simulator leans on: its time, its settings, and maps that cannot grow without end. */
package io.moonconnect.simulator.state;
