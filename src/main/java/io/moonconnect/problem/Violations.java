package io.moonconnect.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import jakarta.validation.Validator;

/** Collects all violations of a request, so that one response reports them together. */
public final class Violations {

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

    /** Throws if there are violations. */
    public void refuse() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing(Violation::field));
            throw Failure.invalid(found);
        }
    }
}
