package io.moonconnect.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Moonpay-Signature-V2} header: {@code t=<unix seconds>,s=<hex>}. Unknown parts are ignored in any position,
 * since MoonPay may add some; a repeated {@code t} or {@code s} is invalid.
 *
 * @param time as sent, because the text is signed
 */
record SignatureHeader(String time, byte[] signature) {

    static final String NAME = "Moonpay-Signature-V2";

    /** More digits than a time needs, and few enough for a long. */
    private static final Pattern TIME = Pattern.compile("[0-9]{1,15}");

    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{64}");

    /** Rejects more than one header, since it would be ambiguous which one was verified. */
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

    /** Whether the time is within the tolerance, in either direction. */
    boolean isOf(Instant now, Duration tolerance) {
        // Compares whole seconds, because the header has no fraction.
        return Math.abs(now.getEpochSecond() - Long.parseLong(time)) <= tolerance.toSeconds();
    }
}
