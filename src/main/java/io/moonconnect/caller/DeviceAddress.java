package io.moonconnect.caller;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

/** The device's IP address, to which MoonPay binds a session. Personal data, masked by {@link #toString()}. */
public final class DeviceAddress {

    /** Parsers disagree on leading zeros: {@code 010.0.0.1} is 10.0.0.1 to some and 8.0.0.1 to others. */
    private static final Pattern OCTAL_LOOK = Pattern.compile("(?:^|[.:])0\\d+\\.|\\.0\\d+$");

    /** The first 64 bits of an IPv6 address identify the network; the device chooses the rest. */
    private static final int NETWORK_BYTES = 8;

    private final InetAddress address;

    private DeviceAddress(InetAddress address) {
        this.address = address;
    }

    /** Parses an IPv4 or IPv6 literal without a name lookup; empty if it is neither. IPv4-mapped IPv6 becomes IPv4. */
    public static Optional<DeviceAddress> parse(String text) {
        byte[] bytes = text.indexOf('%') >= 0 || text.indexOf('[') >= 0 || looksOctal(text)
                ? null
                : NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DeviceAddress(InetAddress.getByAddress(bytes)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of neither 4 nor 16 bytes", impossible);
        }
    }

    /** Cheap check first: the pattern runs only for the few addresses with a part that begins with zero. */
    private static boolean looksOctal(String text) {
        boolean suspect = text.startsWith("0") || text.contains(".0") || text.contains(":0");
        return suspect && OCTAL_LOOK.matcher(text).find();
    }

    /** Whether a device on the public internet can have this address. Documentation ranges are accepted. */
    public boolean isPublic() {
        byte[] bytes = address.getAddress();
        if (isIpv6()) {
            return isGlobalUnicast(bytes);
        }
        boolean reserved = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !reserved && !isSharedOrReserved(bytes);
    }

    public boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    /** The network in hexadecimal: the whole IPv4 address, or the /64 of an IPv6 address. */
    public String network() {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }

    /** The textual form that MoonPay accepts. */
    public String text() {
        return NetUtil.toAddressString(address);
    }

    /** 2000::/3, the only IPv6 range in global use; excludes loopback, link-local and NAT64. */
    private static boolean isGlobalUnicast(byte[] bytes) {
        return (bytes[0] & 0xe0) == 0x20;
    }

    /** 0/8, 100.64/10 and 240/4. */
    private static boolean isSharedOrReserved(byte[] bytes) {
        int first = bytes[0] & 0xff;
        return first == 0 || first >= 240 || first == 100 && (bytes[1] & 0xc0) == 64;
    }

    @Override
    public String toString() {
        return "DeviceAddress[masked]";
    }
}
