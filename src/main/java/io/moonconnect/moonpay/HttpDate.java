package io.moonconnect.moonpay;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** HTTP dates. The last one is cached: most responses of a second carry the same. */
final class HttpDate {

    private static volatile Read last = new Read("", null);

    /** @param date null if the header is malformed */
    private record Read(String header, Instant date) {}

    private HttpDate() {}

    /** Empty if absent or malformed. */
    static Optional<Instant> parse(String header) {
        if (header == null) {
            return Optional.empty();
        }
        Read known = last;
        if (!known.header().equals(header)) {
            known = new Read(header, read(header));
            last = known;
        }
        return Optional.ofNullable(known.date());
    }

    private static Instant read(String header) {
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
