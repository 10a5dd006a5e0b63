/**
 * MoonPay's API. {@link io.moonconnect.moonpay.MoonPay} has a method per operation. All of them use one send path,
 * which sets the credential, enforces the deadline, caps the body and maps every error to a
 * {@link io.moonconnect.moonpay.MoonPayFailure}. {@code permit} and {@code guard} decide whether and when a call is
 * sent. {@code wire} has the wire records: responses are kept as raw bytes
 * ({@link io.moonconnect.moonpay.wire.RawJson}), and only the fields that a rule needs are parsed.
 */
package io.moonconnect.moonpay;
