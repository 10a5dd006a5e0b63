package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The customer's data for a new session. It is personal, so {@link #toString()} masks it.
 *
 * @param externalCustomerId the host's id of the customer, 1 to 255 characters
 * @param deviceIp address of the customer's device; MoonPay binds the session to it
 * @param email only together with the phone number; else null
 * @param phoneNumber E.164; only together with the email; else null
 * @param termsAcceptedAt when the customer accepted MoonPay's terms, ISO 8601; null if not required
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateSessionRequest(
        String externalCustomerId,
        DeviceIp deviceIp,
        EmailAddress email,
        PhoneNumber phoneNumber,
        String termsAcceptedAt) {

    @Override
    public String toString() {
        return "CreateSessionRequest[masked]";
    }
}
