package io.moonconnect.caller.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.runtime.configuration.DurationConverter;

/**
 * A rate limit: a burst of {@code count}, refilled evenly over each {@code period}.
 *
 * @param count 1 to 1,000,000; 0 for no limit
 * @param period whole seconds, at most a day; zero for no limit
 */
public record Limit(long count, Duration period) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,6}[smhd])");

    private static final long MAX_COUNT = 1_000_000;

    private static final Duration MAX_PERIOD = Duration.ofDays(1);

    private static final Limit OFF = new Limit(0, Duration.ZERO);

    /** Parses {@code count/period} ({@code 10/1s}, {@code 500/1m}), or {@code 0}. */
    public static Limit of(String text) {
        if (text.equals("0")) {
            return OFF;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw malformed();
        }
        Limit limit = new Limit(Long.parseLong(parts.group(1)), DurationConverter.parseDuration(parts.group(2)));
        if (limit.count() > MAX_COUNT || limit.period().compareTo(MAX_PERIOD) > 0) {
            throw malformed();
        }
        return limit;
    }

    public boolean isOn() {
        return count > 0;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "a limit must be count/period, for example 10/1s or 500/1m (count up to 1000000,"
                        + " period in whole seconds up to 1d), or 0 for none");
    }
}
