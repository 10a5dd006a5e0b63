package io.moonconnect.caller.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;

import io.moonconnect.caller.limit.TokenBucket.Taken;

/** The current response's rate-limit headers (draft-ietf-httpapi-ratelimit-headers-11). */
@RequestScoped
class RateLimitFields {

    private static final String POLICY = "RateLimit-Policy";

    private static final String REMAINING = "RateLimit";

    /** Separator of list members (RFC 9651). */
    private static final String SEPARATOR = ", ";

    private final Map<Limiter, Taken> standing = new LinkedHashMap<>();

    void passed(Limiter limiter, Taken taken) {
        standing.put(limiter, taken);
    }

    void reached(Limiter limiter, Taken taken) {
        standing.clear();
        standing.put(limiter, taken);
    }

    /** Writes no headers if no limit applied. */
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
