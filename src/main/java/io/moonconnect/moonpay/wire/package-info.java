/** MoonPay's wire records: request bodies, and what is read from responses that are relayed byte for byte. */
package io.moonconnect.moonpay.wire;
