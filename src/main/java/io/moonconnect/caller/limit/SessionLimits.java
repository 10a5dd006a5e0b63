package io.moonconnect.caller.limit;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.caller.DeviceAddress;
import io.moonconnect.caller.limit.Limits.Use;
import io.moonconnect.credential.KeyedHash;

/** The limits on sessions: for a device and for a customer, whoever asks for them. */
@ApplicationScoped
public class SessionLimits {

    private final Limits limits;
    private final KeyedHash hash = KeyedHash.ofThisProcess();

    SessionLimits(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counts a session that MoonPay is about to be asked for, or refuses it; a refused one counts for neither.
     *
     * @param deviceIp an IPv4 or IPv6 address
     */
    public void take(String externalCustomerId, String deviceIp) {
        limits.take(List.of(
                new Use(LimitKind.SESSIONS_PER_CUSTOMER, hash.of(externalCustomerId)),
                new Use(LimitKind.SESSIONS_PER_ADDRESS, hash.of(network(deviceIp)))));
    }

    /** Sessions are asked for with addresses that have been read before, so that there is always one. */
    private static String network(String deviceIp) {
        return DeviceAddress.parse(deviceIp).orElseThrow().network();
    }
}
