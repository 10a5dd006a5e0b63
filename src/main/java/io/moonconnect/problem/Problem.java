package io.moonconnect.problem;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A problem as it is sent (RFC 9457, {@code application/problem+json}).
 *
 * @param type stable URI; clients branch on its last part ({@link ProblemType#slug()})
 * @param title the type's own sentence
 * @param status the HTTP status, repeated
 * @param detail what happened this time
 * @param instance path of the request
 * @param requestId the answer's {@code X-Request-Id}
 * @param retryable whether the very same request may succeed later
 * @param violations what is wrong with the request, field by field; absent when nothing is
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "requestId", "retryable", "violations"})
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        boolean retryable,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Failure failure, String instance, String requestId) {
        ProblemType type = failure.type();
        return new Problem(
                type.uri(),
                type.title(),
                failure.status(),
                failure.detail(),
                instance,
                requestId,
                type.retryable(),
                failure.violations());
    }
}
