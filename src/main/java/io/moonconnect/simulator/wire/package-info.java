/** MoonPay's operations as they look on the wire: requests to read, answers to give, refusals. Depends on no other part. */
package io.moonconnect.simulator.wire;
