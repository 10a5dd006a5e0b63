package io.moonconnect.moonpay;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** HTTP dates. The last one is cached: most responses of a second carry the same. */
final class HttpDate {

    private static volatile Read last = new Read("", Optional.empty());

    private record Read(String header, Optional<Instant> date) {}

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
        return known.date();
    }

    private static Optional<Instant> read(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
