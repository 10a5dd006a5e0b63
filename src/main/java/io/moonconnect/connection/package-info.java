/**
 * What a front end has to do with a connection, and what it has to show: the status and the capabilities that MoonPay's
 * frames gave it go in, the next step and the texts come out. Nothing is remembered and MoonPay is not asked. It uses
 * {@code disclosure}, {@code audit}, the records of MoonPay's wire, {@code problem} and {@code caller}.
 */
package io.moonconnect.connection;
