package io.moonconnect.caller;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.Refusal;
import io.moonconnect.problem.Violations;

/** The identity of the caller. */
public sealed interface Caller {

    /** An anonymous caller; not available in production. */
    record Open() implements Caller {}

    /** A backend of the host, authenticated by the API key of this name, which appears in logs and metrics. */
    record Backend(String name) implements Caller {}

    /** A customer of the host, authenticated by its identity provider. The id is personal data. */
    record Customer(@JsonIgnore String externalCustomerId) implements Caller {

        @Override
        public String toString() {
            return "Customer[masked]";
        }
    }

    /** The customer whom the request concerns: a customer always themselves, a backend must name one (or null). */
    default String externalCustomerId(String named) {
        Violations violations = new Violations();
        String id = externalCustomerId(named, violations);
        violations.refuse();
        return id;
    }

    /** As above, but adds to {@code violations} instead of throwing; the result is valid only if none were added. */
    default String externalCustomerId(String named, Violations violations) {
        if (this instanceof Customer customer) {
            if (named != null) {
                throw new Failure(Refusal.CUSTOMER_NAMED, "A customer cannot name an externalCustomerId.");
            }
            return customer.externalCustomerId();
        }
        if (named == null) {
            violations.add("externalCustomerId", "is required from a backend");
        } else {
            violations.check(ExternalCustomerIds.isValid(named), "externalCustomerId", ExternalCustomerIds.RULE);
        }
        return named;
    }
}
