package io.moonconnect.caller.limit;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.caller.DeviceAddress;
import io.moonconnect.caller.limit.Limits.Use;
import io.moonconnect.credential.KeyedHash;

/** Rate limits on session creation, per device and per customer, independent of the caller. */
@ApplicationScoped
public class SessionLimits {

    private final Limits limits;
    private final KeyedHash hash = KeyedHash.ofThisProcess();

    SessionLimits(Limits limits) {
        this.limits = limits;
    }

    /** Counts a session before it is requested from MoonPay, or throws; a rejected one counts against no limit. */
    public void take(String externalCustomerId, String deviceIp) {
        limits.take(List.of(
                new Use(LimitKind.SESSIONS_PER_CUSTOMER, hash.of(externalCustomerId)),
                new Use(LimitKind.SESSIONS_PER_ADDRESS, hash.of(network(deviceIp)))));
    }

    /** Callers pass validated addresses only. */
    private static String network(String deviceIp) {
        return DeviceAddress.parse(deviceIp).orElseThrow().network();
    }
}
