package io.moonconnect.deploy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A CIDR block of a network policy. */
record AddressRange(byte[] network, int prefix) {

    static AddressRange of(String cidr) {
        String[] parts = cidr.split("/");
        return new AddressRange(bytes(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean contains(String address) {
        byte[] bytes = bytes(address);
        int shift = 8 * network.length - prefix;
        return bytes.length == network.length
                && new BigInteger(1, bytes).shiftRight(shift).equals(new BigInteger(1, network).shiftRight(shift));
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException(literal, notALiteral);
        }
    }
}
