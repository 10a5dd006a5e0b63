package io.moonconnect.session;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.moonconnect.moonpay.wire.DeviceIp;
import io.moonconnect.moonpay.wire.EmailAddress;
import io.moonconnect.moonpay.wire.PhoneNumber;

/**
 * A request for a session. Personal data: {@link #toString()} masks it.
 *
 * @param externalCustomerId the host's id of the customer; required from a backend, forbidden for a customer
 * @param deviceIp IPv4 or IPv6 address of the customer's device; required from a backend, forbidden for a customer
 * @param email only together with the phone number
 * @param phoneNumber E.164; only together with the email
 * @param termsAcceptedAt when the customer accepted MoonPay's terms in the host's own screens; ISO 8601 with an
 *     offset
 */
public record NewSession(
        String externalCustomerId,
        DeviceIp deviceIp,

        @Size(min = 5, max = 255, message = "must be 5 to 255 characters")
        @Email(message = "must be an email address")
        @Pattern(regexp = "[^\\p{Cs}\\p{Cc}]*", message = "must be an email address")
        EmailAddress email,

        @Pattern(regexp = "\\+[1-9]\\d{1,14}", message = "must be E.164, for example +14155550142")
        PhoneNumber phoneNumber,

        String termsAcceptedAt) {

    @Override
    public String toString() {
        return "NewSession[masked]";
    }
}
