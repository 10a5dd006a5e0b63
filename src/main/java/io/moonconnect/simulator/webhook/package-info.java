/** Webhooks: what changes for customers and payments, signed as MoonPay signs it and sent until it is taken. */
package io.moonconnect.simulator.webhook;
