/**
 * The records of MoonPay's wire: what is sent, and what is read from answers that are otherwise relayed byte for byte.
 */
package io.moonconnect.moonpay.wire;
