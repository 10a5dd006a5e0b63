package io.moonconnect.problem;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A problem document (RFC 9457, {@code application/problem+json}).
 *
 * @param type stable URI; clients branch on its last segment ({@link ProblemType#slug()})
 * @param title the type's title
 * @param status the HTTP status
 * @param detail explanation of this occurrence
 * @param instance path of the request
 * @param requestId the response's {@code X-Request-Id}
 * @param retryable whether the same request may succeed later and does no harm if it has already been processed
 * @param violations invalid fields of the request; omitted if empty
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
                failure.retryable(),
                failure.violations());
    }
}
