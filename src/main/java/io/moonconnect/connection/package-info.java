/**
 * Stateless rules for frontends: from the connection's status and capabilities, as MoonPay's frames report them, to
 * the next step and the required disclosures. Does not call MoonPay. Depends on {@code disclosure}, {@code audit},
 * {@code moonpay} (wire records), {@code http} and {@code problem}.
 */
package io.moonconnect.connection;
