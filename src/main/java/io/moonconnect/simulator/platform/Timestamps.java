package io.moonconnect.simulator.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import io.moonconnect.simulator.wire.Refusal;

/** Formats timestamps as MoonPay does (ISO 8601, milliseconds, UTC), and parses the forms that MoonPay accepts. */
final class Timestamps {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static String of(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    static Instant parse(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            throw Refusal.invalid(name + " has to be an ISO 8601 date-time");
        }
    }

    /** A date without time means the start of the day. */
    static Instant from(String name, String text) {
        return isDate(text) ? startOf(name, text) : parse(name, text);
    }

    /** A date without time means the end of the day. */
    static Instant until(String name, String text) {
        return isDate(text) ? startOf(name, text).plus(1, ChronoUnit.DAYS).minusMillis(1) : parse(name, text);
    }

    private static boolean isDate(String text) {
        return text.indexOf('T') < 0;
    }

    private static Instant startOf(String name, String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException notOne) {
            throw Refusal.invalid(name + " has to be an ISO 8601 date or date-time");
        }
    }
}
