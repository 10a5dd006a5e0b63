/** MoonPay's operations, a class per tag, and the processing of every call: limit, faults, credential, endpoint. */
package io.moonconnect.simulator.platform;
