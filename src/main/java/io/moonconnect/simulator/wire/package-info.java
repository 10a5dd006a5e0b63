/** The wire format of MoonPay's operations: requests, responses and errors. Depends on no other package. */
package io.moonconnect.simulator.wire;
