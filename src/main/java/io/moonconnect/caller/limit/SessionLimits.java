package io.moonconnect.caller.limit;

import java.util.List;

import jakarta.inject.Singleton;

import io.moonconnect.caller.DeviceAddress;
import io.moonconnect.caller.limit.Limits.Use;
import io.moonconnect.credential.KeyedHash;

/** Rate limits on session creation, per device and per customer, independent of the caller. */
@Singleton
public class SessionLimits {

    private final Limits limits;
    private final SessionAddresses addresses;
    private final KeyedHash hash = KeyedHash.ofThisProcess();

    SessionLimits(Limits limits, SessionAddresses addresses) {
        this.limits = limits;
        this.addresses = addresses;
    }

    /**
     * Counts a session before it is requested from MoonPay, or throws; a rejected one counts against no limit.
     *
     * @param deviceIp validated
     */
    public void take(String externalCustomerId, String deviceIp) {
        DeviceAddress address = DeviceAddress.parse(deviceIp).orElseThrow();
        LimitKind perAddress = address.isIpv6() ? LimitKind.SESSIONS_PER_IPV6_NETWORK : LimitKind.SESSIONS_PER_ADDRESS;
        String network = hash.of(address.network());
        limits.take(List.of(
                new Use(LimitKind.SESSIONS_PER_CUSTOMER, hash.of(externalCustomerId)), new Use(perAddress, network)));
        addresses.count(network);
    }
}
