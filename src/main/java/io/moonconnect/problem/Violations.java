package io.moonconnect.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import jakarta.validation.Validator;

/** Collects everything that is wrong with a request, so that the caller learns it in one answer. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    /** A body that was not sent is the end of it: there is nothing else to look at. */
    public static <T> T needed(T body) {
        if (body == null) {
            throw Failure.invalid("body", "is needed");
        }
        return body;
    }

    /** Adds what the constraints on a record say. */
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

    /** Ends the request here where anything was found. */
    public void refuse() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing(Violation::field));
            throw Failure.invalid(found);
        }
    }
}
