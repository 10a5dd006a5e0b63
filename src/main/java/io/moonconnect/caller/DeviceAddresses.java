package io.moonconnect.caller;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.Refusal;
import io.moonconnect.problem.Violations;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Determines the device address that MoonPay binds a session to; rejects the request if it is unknown. */
@Singleton
public class DeviceAddresses {

    /** Default for open callers (RFC 5737, TEST-NET-3). */
    private static final String TEST_ADDRESS = "203.0.113.7";

    private static final String FIELD = "deviceIp";

    private final CallerPolicy policy;
    private final TrustedProxies proxies;
    private final CurrentVertxRequest current;

    DeviceAddresses(CallerPolicy policy, TrustedProxies proxies, CurrentVertxRequest current) {
        this.policy = policy;
        this.proxies = proxies;
        this.current = current;
    }

    /** The address in MoonPay's form; valid only if no violation was added. {@code named} may be null. */
    public String of(Caller caller, String named, Violations violations) {
        if (caller instanceof Caller.Customer && named != null) {
            throw new Failure(Refusal.DEVICE_IP_NAMED, "A customer cannot name a deviceIp.");
        }
        if (caller instanceof Caller.Customer) {
            return ofThisConnection();
        }
        if (named == null && caller instanceof Caller.Open) {
            return TEST_ADDRESS;
        }
        if (named == null) {
            violations.add(FIELD, "is required from a backend: the address of the customer's device");
            return null;
        }
        Optional<DeviceAddress> address = DeviceAddress.parse(named);
        violations.check(address.isPresent(), FIELD, "must be an IPv4 or IPv6 address");
        return address.map(this::checked).map(DeviceAddress::text).orElse(null);
    }

    /** Reads the peer from the connection, because request-level addresses can be changed by headers. */
    private String ofThisConnection() {
        HttpServerRequest request = current.getCurrent().request();
        SocketAddress peer = request.connection().remoteAddress();
        return ofConnection(peer.hostAddress(), request.headers()::getAll);
    }

    /** @see TrustedProxies#addressOf */
    String ofConnection(String peer, Function<String, List<String>> headers) {
        return proxies.addressOf(peer, headers)
                .map(this::checked)
                .map(DeviceAddress::text)
                .orElseThrow(() -> new Failure(
                        ProblemType.DEVICE_ADDRESS_UNKNOWN, "The client address of the request cannot be determined."));
    }

    private DeviceAddress checked(DeviceAddress address) {
        if (!address.isPublic() && !policy.trial()) {
            throw new Failure(
                    ProblemType.DEVICE_ADDRESS_UNKNOWN, "The device address is not a public internet address.");
        }
        return address;
    }
}
