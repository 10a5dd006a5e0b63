/**
 * Stateless rules for frontends: from the connection's status and capabilities, as MoonPay's frames report them, to the
 * next step and the required disclosures. Does not call MoonPay.
 */
package io.moonconnect.connection;
