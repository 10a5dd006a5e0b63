package io.moonconnect.moonpay;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as HTTP headers have them, to the second: most are the one that was read last, and are not read again. */
final class HttpDate {

    private static volatile Read last = new Read("", Optional.empty());

    private record Read(String header, Optional<Instant> date) {}

    private HttpDate() {}

    /** Empty where there is none, or none that can be read. */
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
