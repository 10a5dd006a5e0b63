package io.moonconnect.simulator.wallet;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The networks of the assets, and whether an address is one of them or of their test networks, by form and checksum. */
public enum Network {
    /** EIP-55: the case of the letters is the checksum; an address in one case has none. */
    ETHEREUM {
        @Override
        public boolean isAddress(String text) {
            if (!HEX.matcher(text).matches()) {
                return false;
            }
            String digits = text.substring(2);
            String lower = digits.toLowerCase(Locale.ROOT);
            return digits.equals(lower)
                    || digits.equals(digits.toUpperCase(Locale.ROOT))
                    || digits.equals(cased(lower));
        }
    },
    BITCOIN {
        @Override
        public boolean isAddress(String text) {
            byte[] content = Base58.BITCOIN.decodeChecked(text);
            return content.length == HASH_BYTES && BITCOIN_VERSIONS.contains(content[0] & 0xff)
                    || Bech32.isAddress(text);
        }
    },
    /** A public key, without a checksum. */
    SOLANA {
        @Override
        public boolean isAddress(String text) {
            return text.length() <= SOLANA_LENGTH && Base58.BITCOIN.decode(text).length == KEY_BYTES;
        }
    },
    XRP {
        @Override
        public boolean isAddress(String text) {
            byte[] content = Base58.XRP.decodeChecked(text);
            return content.length == HASH_BYTES && content[0] == 0;
        }
    },
    STELLAR {
        @Override
        public boolean isAddress(String text) {
            return STELLAR_FORM.matcher(text).matches() && crc16(fromBase32(text)) == 0;
        }
    };

    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final List<Integer> BITCOIN_VERSIONS = List.of(0, 5, 111, 196);
    /** A version and the hash of a public key or script. */
    private static final int HASH_BYTES = 21;

    private static final int KEY_BYTES = 32;
    private static final int SOLANA_LENGTH = 44;
    private static final Pattern STELLAR_FORM = Pattern.compile("G[A-Z2-7]{55}");
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STELLAR_BYTES = 35;

    public abstract boolean isAddress(String text);

    private static String cased(String lower) {
        String hash = HexFormat.of().formatHex(Keccak256.of(lower.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder cased = new StringBuilder();
        for (int at = 0; at < lower.length(); at++) {
            char digit = lower.charAt(at);
            cased.append(hash.charAt(at) >= '8' ? Character.toUpperCase(digit) : digit);
        }
        return cased.toString();
    }

    private static byte[] fromBase32(String text) {
        byte[] bytes = new byte[STELLAR_BYTES];
        for (int bit = 0; bit < STELLAR_BYTES * 8; bit++) {
            int digit = BASE32.indexOf(text.charAt(bit / 5));
            bytes[bit / 8] |= (byte) ((digit >> (4 - bit % 5) & 1) << (7 - bit % 8));
        }
        return bytes;
    }

    /** CRC16-XModem of all but the last two bytes, compared with these, which are the low one first; 0 if equal. */
    private static int crc16(byte[] bytes) {
        int crc = 0;
        for (int at = 0; at < bytes.length - 2; at++) {
            crc ^= (bytes[at] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
            crc &= 0xffff;
        }
        return crc ^ (bytes[bytes.length - 2] & 0xff | (bytes[bytes.length - 1] & 0xff) << 8);
    }
}
