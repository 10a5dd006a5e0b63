package io.moonconnect.caller;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.Violations;

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

    /**
     * The address as MoonPay takes it. What comes back counts only if no violation was found.
     *
     * @param named the request's {@code deviceIp}; null where it names none
     */
    public String of(Caller caller, String named, Violations violations) {
        if (caller instanceof Caller.Customer) {
            throw new Failure(ProblemType.FORBIDDEN, "A customer cannot name a deviceIp.");
        }
        if (named == null && caller instanceof Caller.Open) {
            return TEST_ADDRESS;
        }
        if (named == null) {
            violations.add(FIELD, "is needed from a backend: the address of the customer's device");
            return null;
        }
        Optional<DeviceAddress> address = DeviceAddress.parse(named);
        violations.check(address.isPresent(), FIELD, "must be an IPv4 or IPv6 address");
        return address.map(this::checked).map(DeviceAddress::text).orElse(null);
    }

    private DeviceAddress checked(DeviceAddress address) {
        if (!address.isPublic() && !policy.trial()) {
            throw new Failure(
                    ProblemType.DEVICE_ADDRESS_UNKNOWN,
                    "The deviceIp is not one that a device on the public internet can have.");
        }
        return address;
    }
}
