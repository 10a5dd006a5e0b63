package io.moonconnect.caller;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.moonconnect.problem.Violations;

/** Who calls us. */
public sealed interface Caller {

    /** A caller without a key; not in production. */
    record Open() implements Caller {}

    /**
     * A backend of the host's, by its API key.
     *
     * @param name the key's name in the configuration; for logs and metrics
     */
    record Backend(String name) implements Caller {}

    /**
     * A customer of the host's, by a token of the host's identity provider.
     *
     * @param externalCustomerId the host's own id of the customer; personal, so neither printed nor written as JSON
     */
    record Customer(@JsonIgnore String externalCustomerId) implements Caller {

        @Override
        public String toString() {
            return "Customer[masked]";
        }
    }

    /**
     * Whose account the call is about. A customer is always their own; everybody else has to say.
     *
     * @param named the request's {@code externalCustomerId}; null where it names none
     */
    default String externalCustomerId(String named) {
        Violations violations = new Violations();
        String id = externalCustomerId(named, violations);
        violations.refuse();
        return id;
    }

    /** The same, for a request that may have more wrong with it: what comes back counts only if nothing was found. */
    default String externalCustomerId(String named, Violations violations) {
        if (this instanceof Customer customer) {
            if (named != null) {
                throw new Failure(ProblemType.FORBIDDEN, "A customer cannot name an externalCustomerId.");
            }
            return customer.externalCustomerId();
        }
        if (named == null) {
            violations.add("externalCustomerId", "is needed from a backend");
        } else {
            violations.check(ExternalCustomerIds.isValid(named), "externalCustomerId", ExternalCustomerIds.RULE);
        }
        return named;
    }
}
