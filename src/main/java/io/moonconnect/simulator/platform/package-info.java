/** MoonPay's operations, one class a tag, and the way every call takes: limit, faults, credential, endpoint. */
package io.moonconnect.simulator.platform;
