package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The address of a customer's device: unchecked in requests to this service, checked in requests to MoonPay. */
@RegisterForReflection
public final class DeviceIp extends Personal {

    private DeviceIp(String text) {
        super(text);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DeviceIp of(String text) {
        return new DeviceIp(text);
    }
}
