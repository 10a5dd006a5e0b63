/**
 * Everything that talks to MoonPay. {@link io.moonconnect.moonpay.MoonPay} has a method per operation; all of them go
 * through one send path, which sets the credential, holds the deadline, caps the body and turns every failure into a
 * {@link io.moonconnect.moonpay.MoonPayFailure}. {@code permit} and {@code guard} decide whether and when a call is made. The
 * records of the wire are in {@code wire}: what MoonPay sends is kept as the bytes that came
 * ({@link io.moonconnect.moonpay.wire.RawJson}), and only the fields that a rule needs are read.
 * It uses {@code reload}, {@code observability} and {@code problem}, and nothing else of ours.
 */
package io.moonconnect.moonpay;
