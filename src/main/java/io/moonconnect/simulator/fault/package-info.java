/** Fault injection: the rules that tests set, and the writing of broken responses. */
package io.moonconnect.simulator.fault;
