package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A customer's phone number, E.164; validated on input. */
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
