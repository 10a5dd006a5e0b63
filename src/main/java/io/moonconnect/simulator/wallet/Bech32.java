package io.moonconnect.simulator.wallet;

import java.util.Locale;
import java.util.regex.Pattern;

/** Bitcoin's newer addresses: BIP-173 for version 0, BIP-350 for later versions. */
final class Bech32 {

    private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final Pattern FORM = Pattern.compile("(bc|tb)1[" + DIGITS + "]{8,87}");
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int OF_VERSION_0 = 1;
    private static final int OF_LATER_VERSIONS = 0x2bc830a3;
    private static final int PREFIX = 3;
    private static final int CHECKSUM = 6;
    private static final int LAST_VERSION = 16;

    private Bech32() {}

    static boolean isAddress(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean oneCase = text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT));
        if (!oneCase || !FORM.matcher(lower).matches()) {
            return false;
        }
        int version = DIGITS.indexOf(lower.charAt(PREFIX));
        int bits = (lower.length() - PREFIX - 1 - CHECKSUM) * 5;
        int bytes = bits / 8;
        boolean length = bits % 8 < 5 && (version == 0 ? bytes == 20 || bytes == 32 : bytes >= 2 && bytes <= 40);
        return version <= LAST_VERSION
                && length
                && checksum(lower) == (version == 0 ? OF_VERSION_0 : OF_LATER_VERSIONS);
    }

    private static int checksum(String lower) {
        int sum = 1;
        for (int at = 0; at < PREFIX - 1; at++) {
            sum = step(sum, lower.charAt(at) >> 5);
        }
        sum = step(sum, 0);
        for (int at = 0; at < PREFIX - 1; at++) {
            sum = step(sum, lower.charAt(at) & 31);
        }
        for (int at = PREFIX; at < lower.length(); at++) {
            sum = step(sum, DIGITS.indexOf(lower.charAt(at)));
        }
        return sum;
    }

    private static int step(int sum, int value) {
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int bit = 0; bit < GENERATOR.length; bit++) {
            if ((sum >> 25 >> bit & 1) != 0) {
                next ^= GENERATOR[bit];
            }
        }
        return next;
    }
}
