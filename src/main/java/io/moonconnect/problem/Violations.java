package io.moonconnect.problem;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import jakarta.validation.Validator;

/** Collects all violations of a request, so that one response reports them together. */
public final class Violations {

    /** How far a caller's clock may be ahead; MoonPay has the same rule. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

    private final List<Violation> found = new ArrayList<>();

    /** Rejects a missing body at once: nothing else can be validated. */
    public static <T> T needed(T body) {
        if (body == null) {
            throw Failure.invalid("body", "is required");
        }
        return body;
    }

    /** Adds the violated Bean Validation constraints. */
    public Violations constraints(Object body, Validator validator) {
        validator
                .validate(body)
                .forEach(violation -> add(violation.getPropertyPath().toString(), violation.getMessage()));
        return this;
    }

    public void add(String field, String message) {
        found.add(new Violation(field, message));
    }

    public void check(boolean holds, String field, String message) {
        if (!holds) {
            add(field, message);
        }
    }

    /** Adds a violation unless the text is ISO 8601 with an offset and at most a minute after {@code now}. */
    public void checkPast(String time, String field, Instant now) {
        try {
            Instant latest = now.plus(CLOCK_TOLERANCE);
            check(
                    !OffsetDateTime.parse(time).toInstant().isAfter(latest),
                    field,
                    "must not be more than 60 seconds in the future");
        } catch (DateTimeException notATime) {
            add(field, "must be ISO 8601 with an offset, for example 2026-11-20T09:15:02Z");
        }
    }

    /** Throws if there are violations. */
    public void refuse() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing(Violation::field));
            throw Failure.invalid(found);
        }
    }
}
