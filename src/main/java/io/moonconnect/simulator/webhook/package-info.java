/** Webhooks: changes of customers and payments, signed like MoonPay's and sent until they are accepted. */
package io.moonconnect.simulator.webhook;
