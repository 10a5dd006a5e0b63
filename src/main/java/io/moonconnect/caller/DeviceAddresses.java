package io.moonconnect.caller;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

/** Finds the address that MoonPay should bind a session to, or refuses: an address is never made up. */
@ApplicationScoped
public class DeviceAddresses {

    /** What stands in for an open caller's device (RFC 5737, TEST-NET-3). */
    private static final String TEST_ADDRESS = "203.0.113.7";

    private static final String FIELD = "deviceIp";

    private final CallerPolicy policy;

    DeviceAddresses(CallerPolicy policy) {
        this.policy = policy;
    }

    /** @param named the request's {@code deviceIp}; null where it names none */
    public DeviceAddress of(Caller caller, String named) {
        if (caller instanceof Caller.Customer) {
            throw new Failure(ProblemType.FORBIDDEN, "A customer cannot name a deviceIp.");
        }
        if (named == null && !(caller instanceof Caller.Open)) {
            throw Failure.invalid(FIELD, "is needed from a backend: the address of the customer's device");
        }
        DeviceAddress address = DeviceAddress.parse(named == null ? TEST_ADDRESS : named)
                .orElseThrow(() -> Failure.invalid(FIELD, "must be an IPv4 or IPv6 address"));
        if (!address.isPublic() && !policy.trial()) {
            throw new Failure(
                    ProblemType.DEVICE_ADDRESS_UNKNOWN,
                    "The deviceIp is not one that a device on the public internet can have.");
        }
        return address;
    }
}
