package io.moonconnect.simulator.wallet;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Numbers in 58 digits, with which several networks write addresses; each has digits of its own. */
enum Base58 {
    BITCOIN("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
    XRP("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz");

    private static final byte[] NONE = {};
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final int CHECKSUM_BYTES = 4;

    private final String digits;

    Base58(String digits) {
        this.digits = digits;
    }

    /** The bytes of a text; none if it is not in these digits. */
    byte[] decode(String text) {
        BigInteger number = BigInteger.ZERO;
        for (char digit : text.toCharArray()) {
            int value = digits.indexOf(digit);
            if (value < 0) {
                return NONE;
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(value));
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == digits.charAt(0)) {
            zeros++;
        }
        byte[] signed = number.signum() == 0 ? NONE : number.toByteArray();
        int sign = signed.length > 0 && signed[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[zeros + signed.length - sign];
        System.arraycopy(signed, sign, bytes, zeros, signed.length - sign);
        return bytes;
    }

    /** The bytes before a correct checksum; none if it is not correct. */
    byte[] decodeChecked(String text) {
        byte[] bytes = decode(text);
        if (bytes.length <= CHECKSUM_BYTES) {
            return NONE;
        }
        byte[] content = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
        byte[] checksum = Arrays.copyOfRange(bytes, content.length, bytes.length);
        return Arrays.equals(checksum, Arrays.copyOf(sha256(sha256(content)), CHECKSUM_BYTES)) ? content : NONE;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
