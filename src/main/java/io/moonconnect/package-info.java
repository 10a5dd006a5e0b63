/**
 * Moonconnect: the server side of a MoonPay Platform integration. Each package documents its purpose and dependencies.
 */
package io.moonconnect;
