package io.moonconnect.caller.limit;

import java.util.HexFormat;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.moonconnect.caller.KeyedHash;
import io.moonconnect.caller.limit.Limits.Use;
import io.netty.util.NetUtil;

/** The limits on sessions: for a device and for a customer, whoever asks for them. */
@ApplicationScoped
public class SessionLimits {

    /** Of the 16 bytes of an IPv6 address, those that an access provider gives out: the rest a customer makes up. */
    private static final int NETWORK_BYTES = 8;

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

    private static String network(String deviceIp) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(deviceIp);
        return HexFormat.of().formatHex(address, 0, Math.min(address.length, NETWORK_BYTES));
    }
}
