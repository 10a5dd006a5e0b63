package io.moonconnect.caller.limit;

/** The limits per IPv4 address and per /64 of IPv6. */
public record AddressLimits(Limit ipv4, Limit ipv6) {

    /** Parses {@code limit,limit}, or one limit for both; see {@link Limit#of}. */
    public static AddressLimits of(String text) {
        String[] parts = text.split(",", 2);
        return new AddressLimits(Limit.of(parts[0].strip()), Limit.of(parts[parts.length - 1].strip()));
    }

    boolean isOn() {
        return ipv4.isOn() || ipv6.isOn();
    }
}
