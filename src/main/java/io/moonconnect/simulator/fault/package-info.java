/** What goes wrong on purpose: rules that a test sets, and how a broken answer is put on the wire. */
package io.moonconnect.simulator.fault;
