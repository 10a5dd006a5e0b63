package io.moonconnect.caller;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

/**
 * The address of the customer's device: the one thing that MoonPay binds a session to. It is personal data, so
 * {@link #toString()} masks it.
 */
public final class DeviceAddress {

    /** {@code 010.0.0.1} is 10.0.0.1 to some and 8.0.0.1 to others. */
    private static final Pattern OCTAL_LOOK = Pattern.compile("(?:^|[.:])0\\d+\\.|\\.0\\d+$");

    /** Of the 16 bytes of an IPv6 address, those that name a network: the rest a customer makes up. */
    private static final int NETWORK_BYTES = 8;

    private final InetAddress address;

    private DeviceAddress(InetAddress address) {
        this.address = address;
    }

    /**
     * Reads an IPv4 or IPv6 address as it is written, without looking anything up; empty where it is not one. An
     * IPv4-mapped IPv6 address is IPv4.
     */
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

    /** Most addresses have no part that begins with a zero, so that the closer look is rare. */
    private static boolean looksOctal(String text) {
        boolean suspect = text.startsWith("0") || text.contains(".0") || text.contains(":0");
        return suspect && OCTAL_LOOK.matcher(text).find();
    }

    /** Whether it is outside of the ranges that no device on the public internet has. Those for documentation are taken. */
    public boolean isPublic() {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            return isGlobalUnicast(bytes);
        }
        boolean reserved = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !reserved && !isSharedOrReserved(bytes);
    }

    /** What devices of one network have in common, in hexadecimal: all of IPv4, and of IPv6 the /64. */
    public String network() {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }

    /** As MoonPay takes it. */
    public String text() {
        return NetUtil.toAddressString(address);
    }

    /** 2000::/3, the only part of IPv6 that is given out; loopback, link-local, NAT64 and the rest are outside of it. */
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
