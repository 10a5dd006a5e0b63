package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A customer's phone number, E.164; whether it is one is checked where it comes in. */
@RegisterForReflection
public final class PhoneNumber extends Personal {

    private PhoneNumber(String text) {
        super(text);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PhoneNumber of(String text) {
        return new PhoneNumber(text);
    }
}
