/** MoonPay's wire records: request bodies, and the parsed fields of responses that are relayed byte for byte. */
package io.moonconnect.moonpay.wire;
