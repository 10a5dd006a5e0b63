package io.moonconnect.moonpay.wire;

import com.fasterxml.jackson.annotation.JsonCreator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The address of a customer's device as text: in a request to us whatever was sent, in one to MoonPay a checked one. */
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
