package io.moonconnect.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@code Moonpay-Signature-V2}: {@code t=<unix seconds>,s=<hex>}. Parts that nobody knows may be beside these two, in any
 * order, since MoonPay may come to add some; neither of the two may be there twice.
 *
 * @param time as it was sent, since that is what was signed
 */
record SignatureHeader(String time, byte[] signature) {

    static final String NAME = "Moonpay-Signature-V2";

    /** Far more digits than a time needs, and fewer than a number of this kind can have. */
    private static final Pattern TIME = Pattern.compile("[0-9]{1,15}");

    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{64}");

    /** @param values every header of this name; two are as bad as none, since it could be asked which one was checked */
    static Optional<SignatureHeader> of(List<String> values) {
        return values.size() == 1 ? parse(values.get(0)) : Optional.empty();
    }

    private static Optional<SignatureHeader> parse(String value) {
        String time = null;
        String signature = null;
        for (String each : value.split(",", -1)) {
            String part = each.strip();
            if (part.startsWith("t=")) {
                if (time != null) {
                    return Optional.empty();
                }
                time = part.substring(2);
            } else if (part.startsWith("s=")) {
                if (signature != null) {
                    return Optional.empty();
                }
                signature = part.substring(2);
            }
        }
        if (time == null
                || signature == null
                || !TIME.matcher(time).matches()
                || !SIGNATURE.matcher(signature).matches()) {
            return Optional.empty();
        }
        return Optional.of(new SignatureHeader(time, HexFormat.of().parseHex(signature)));
    }

    /** Whether its time is within the tolerance, before or after. */
    boolean isOf(Instant now, Duration tolerance) {
        // Seconds against seconds: the fraction that the sender left out must not make a difference at the bound.
        return Math.abs(now.getEpochSecond() - Long.parseLong(time)) <= tolerance.toSeconds();
    }
}
