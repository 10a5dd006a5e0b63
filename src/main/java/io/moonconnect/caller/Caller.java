package io.moonconnect.caller;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;

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
     * @param externalCustomerId the host's own id of the customer
     */
    record Customer(String externalCustomerId) implements Caller {

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
        if (this instanceof Customer customer) {
            if (named != null) {
                throw new Failure(ProblemType.FORBIDDEN, "A customer cannot name an externalCustomerId.");
            }
            return customer.externalCustomerId();
        }
        if (named == null) {
            throw Failure.invalid("externalCustomerId", "is needed from a backend");
        }
        if (!ExternalCustomerIds.isValid(named)) {
            throw Failure.invalid("externalCustomerId", ExternalCustomerIds.RULE);
        }
        return named;
    }
}
