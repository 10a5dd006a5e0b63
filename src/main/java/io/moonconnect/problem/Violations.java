package io.moonconnect.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import jakarta.validation.Validator;

/**
 * Collects everything that is wrong with a request, so that the caller learns it in one answer: first what the
 * constraints on its record say, then what no constraint can say.
 */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    private Violations() {}

    /** Checks a body, which is null where none was sent. */
    public static Violations in(Object body, Validator validator) {
        Violations violations = new Violations();
        if (body == null) {
            violations.add("body", "is needed");
        } else {
            validator
                    .validate(body)
                    .forEach(found -> violations.add(found.getPropertyPath().toString(), found.getMessage()));
        }
        return violations;
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
