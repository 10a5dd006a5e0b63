package io.moonconnect.fault;

import io.moonconnect.problem.ProblemType;
import io.moonconnect.testing.ProblemAnswer;
import io.restassured.response.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a caller must get for a fault, and what MoonPay may get.
 *
 * @param type null for a success
 * @param orElse also allowed, or null
 * @param leastCalls attempts at MoonPay
 * @param retryAfter null for an answer without this header
 */
record Expected(ProblemType type, int status, ProblemType orElse, int leastCalls, int mostCalls, String retryAfter) {

    static Expected problem(ProblemType type, int status, int leastCalls, int mostCalls) {
        return new Expected(type, status, null, leastCalls, mostCalls, null);
    }

    static Expected success(OurOperation operation) {
        return new Expected(null, 204, null, operation.legs(), operation.legs(), null);
    }

    Expected withRetryAfter(String seconds) {
        return new Expected(type, status, orElse, leastCalls, mostCalls, seconds);
    }

    Expected or(ProblemType other) {
        return new Expected(type, status, other, leastCalls, mostCalls, retryAfter);
    }

    void check(Response response, int calls) {
        if (orElse != null && response.statusCode() == orElse.status()) {
            ProblemAnswer.of(response).is(orElse);
        } else if (type == null) {
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        } else {
            ProblemAnswer.of(response).is(type, status);
        }
        assertThat(response.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(calls).as("calls").isBetween(leastCalls, mostCalls);
    }

    /** For a cell of the printed matrix. */
    String shown(int calls) {
        String problem = type == null ? "success" : type.slug();
        return problem + " " + status + (retryAfter == null ? "" : " (after " + retryAfter + ")") + " / " + calls;
    }
}
