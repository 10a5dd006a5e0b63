/**
 * Moonconnect: the server side of a MoonPay Platform integration. Each package documents its purpose;
 * {@code HouseRulesTest} lists the packages that it may use.
 */
package io.moonconnect;
