package io.moonconnect.problem;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.vertx.ext.web.RoutingContext;

/** Maps exceptions of resources to problems; only unexpected ones become a 500 and are logged. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /** Longer than any field name of the API, in characters. */
    private static final int MAX_NAME = 64;

    private static final MediaType PROBLEM_JSON = MediaType.valueOf(Problem.MEDIA_TYPE);

    private final ResponseHead head;
    private final RefusedRequests refused;

    ProblemMapper(ResponseHead head, RefusedRequests refused) {
        this.head = head;
        this.refused = refused;
    }

    @ServerExceptionMapper
    RestResponse<Problem> failure(Failure failure, RoutingContext context) {
        refused.count(failure);
        ResponseBuilder<Problem> response = ResponseBuilder.<Problem>create(failure.status())
                .entity(Problem.of(failure, context.normalizedPath(), head.requestId(context)))
                .type(PROBLEM_JSON);
        failure.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, ProblemWriter.seconds(wait)));
        failure.moonPayRequestId().ifPresent(id -> response.header(Failure.MOONPAY_REQUEST_ID, id));
        failure.acceptedCoding().ifPresent(coding -> response.header(HttpHeaders.ACCEPT_ENCODING, coding));
        failure.challenges().forEach(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return response.build();
    }

    /** Overrides Quarkus' own mapper, which responds without a body. */
    @ServerExceptionMapper
    RestResponse<Problem> invalidJson(MismatchedInputException unreadable, RoutingContext context) {
        return failure(badJson(unreadable), context);
    }

    @ServerExceptionMapper
    RestResponse<Problem> invalidJson(JsonProcessingException unreadable, RoutingContext context) {
        return failure(badJson(unreadable), context);
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(WebApplicationException refusal, RoutingContext context) {
        if (refusal.getCause() instanceof JsonProcessingException unreadable) {
            return failure(badJson(unreadable), context);
        }
        RestResponse<Problem> response = failure(fromStatus(refusal), context);
        if (response.getStatus() == RestResponse.StatusCode.METHOD_NOT_ALLOWED) {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, AllowedMethods.ofThisRequest());
        }
        return response;
    }

    @ServerExceptionMapper
    RestResponse<Problem> unexpected(Throwable fault, RoutingContext context) {
        LOG.errorf(Fault.of(fault), "unexpected failure in a resource, requestId=%s", head.requestId(context));
        return failure(Failure.internal(), context);
    }

    private static Failure fromStatus(WebApplicationException refusal) {
        return switch (refusal.getResponse().getStatus()) {
            case 400 -> Failure.invalid("request", "cannot be read");
            case 404 -> new Failure(ProblemType.NOT_FOUND, "No resource exists at this path.");
            case 405 -> new Failure(ProblemType.METHOD_NOT_ALLOWED, "The path does not support this method.");
            case 406 ->
                new Failure(Refusal.NOT_ACCEPTABLE, "Responses are application/json, streams text/event-stream.");
            case 413 -> new Failure(Refusal.BODY_LENGTH, "The body exceeds the limit.");
            case 415 -> new Failure(Refusal.MEDIA_TYPE, "The body must be application/json.");
            default -> {
                LOG.errorf(Fault.of(refusal), "unexpected status of a WebApplicationException");
                yield Failure.internal();
            }
        };
    }

    /** Reports the location with a fixed message: the parser's message would repeat input and name classes. */
    private static Failure badJson(JsonProcessingException unreadable) {
        if (unreadable instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Failure.invalid(path(mapping.getPath()), "is unknown, duplicated or of the wrong type");
        }
        return Failure.invalid("body", "is not a JSON object of the expected shape");
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + bounded(step))
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** An unknown name comes from the caller and can be as long as the body. */
    private static String bounded(JsonMappingException.Reference step) {
        String name = step.getFieldName();
        return name.length() <= MAX_NAME ? name : name.substring(0, name.offsetByCodePoints(0, MAX_NAME)) + "…";
    }
}
