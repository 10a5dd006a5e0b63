package io.moonconnect.caller.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;

import io.moonconnect.caller.limit.TokenBucket.Taken;

/**
 * What the answer to the request that is being served says of limits: {@code RateLimit-Policy} and {@code RateLimit}, as
 * in draft-ietf-httpapi-ratelimit-headers-11. They name the limits that were passed, or the one that was reached.
 */
@RequestScoped
class RateLimitFields {

    private static final String POLICY = "RateLimit-Policy";

    private static final String REMAINING = "RateLimit";

    /** RFC 9651: the members of a list. */
    private static final String SEPARATOR = ", ";

    private final Map<Limiter, Taken> standing = new LinkedHashMap<>();

    void passed(Limiter limiter, Taken taken) {
        standing.put(limiter, taken);
    }

    void reached(Limiter limiter, Taken taken) {
        standing.clear();
        standing.put(limiter, taken);
    }

    /** Nothing where nothing is limited. */
    void writeTo(MultivaluedMap<String, Object> headers) {
        if (standing.isEmpty()) {
            return;
        }
        StringJoiner policies = new StringJoiner(SEPARATOR);
        StringJoiner remaining = new StringJoiner(SEPARATOR);
        standing.forEach((limiter, taken) -> {
            policies.add(limiter.policy());
            remaining.add(limiter.remaining(taken));
        });
        headers.putSingle(POLICY, policies.toString());
        headers.putSingle(REMAINING, remaining.toString());
    }
}
