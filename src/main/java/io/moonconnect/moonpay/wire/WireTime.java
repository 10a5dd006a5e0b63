package io.moonconnect.moonpay.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads MoonPay's times. */
final class WireTime {

    /** The form of all documented examples. A formatter takes several times as long, once per quote. */
    private static final String USUAL_FORM = "0000-00-00T00:00:00.000Z";

    private WireTime() {}

    /** A time in ISO 8601 with an offset and a year of four digits; null for anything else. */
    static Instant instantOrNull(String text) {
        if (text == null || hasSignedYear(text)) {
            return null;
        }
        try {
            return hasUsualForm(text)
                    ? ofUsualForm(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /** Such a year may have nine digits, and the milliseconds until then do not fit into a {@code long}. */
    private static boolean hasSignedYear(String time) {
        return time.startsWith("+") || time.startsWith("-");
    }

    private static boolean hasUsualForm(String text) {
        if (text.length() != USUAL_FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char form = USUAL_FORM.charAt(i);
            char found = text.charAt(i);
            boolean fits = form == '0' ? found >= '0' && found <= '9' : found == form;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Instant ofUsualForm(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC)
                .plusMillis(number(text, 20, 23));
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }
}
